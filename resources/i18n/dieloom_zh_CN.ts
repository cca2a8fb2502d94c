<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>About</name>
    <message>
        <source>About Dieloom</source>
        <translation>关于 Dieloom</translation>
    </message>
    <message>
        <source>Packaging design from dieline to print-ready PDF. Everything stays on this computer.

Apache License 2.0. Built with Qt, PyTorch, LittleCMS, ReportLab, pikepdf, shapely, ezdxf and HarfBuzz.</source>
        <translation>从刀版图到印刷用 PDF 的包装设计。所有内容都留在本机。

Apache 许可证 2.0。基于 Qt、PyTorch、LittleCMS、ReportLab、pikepdf、shapely、ezdxf 和 HarfBuzz。</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Layers: {0}</source>
        <translation>图层：{0}</translation>
    </message>
</context>
<context>
    <name>ColourUse</name>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Keep the artwork&apos;s own colours</source>
        <translation>保留图案原有颜色</translation>
    </message>
    <message>
        <source>Carry the colours of the chosen picture over to the artwork</source>
        <translation>把所选图片的颜色用到图案上</translation>
    </message>
    <message>
        <source>Use colours</source>
        <translation>采用颜色</translation>
    </message>
    <message>
        <source>Strength of the colours</source>
        <translation>颜色强度</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Keep own colours</source>
        <translation>保留原有颜色</translation>
    </message>
    <message>
        <source>Use the reference&apos;s colours</source>
        <translation>采用参考图的颜色</translation>
    </message>
    <message>
        <source>Set strength of the colours</source>
        <translation>设置颜色强度</translation>
    </message>
</context>
<context>
    <name>CutoffBox</name>
    <message>
        <source>Cutoff</source>
        <translation>截止层</translation>
    </message>
    <message>
        <source>Truncation moves only the first layers, as many as this says</source>
        <translation>截断只作用于前若干层，层数由此决定</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>所有层</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>前 {0} / {1} 层</translation>
    </message>
</context>
<context>
    <name>DielinePanel</name>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>纸板</translation>
    </message>
    <message>
        <source>Choose template</source>
        <translation>选择模板</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Construction</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>Change dieline</source>
        <translation>修改刀版</translation>
    </message>
    <message>
        <source>inside {0} mm</source>
        <translation>内尺寸 {0} mm</translation>
    </message>
</context>
<context>
    <name>DirectionRow</name>
    <message>
        <source>{0}: drag, or double-click to reset</source>
        <translation>{0}：拖动调整，双击复位</translation>
    </message>
    <message>
        <source>Lock {0}</source>
        <translation>锁定{0}</translation>
    </message>
    <message>
        <source>&amp;Rename…	F2</source>
        <translation>重命名…(&amp;R)	F2</translation>
    </message>
    <message>
        <source>R&amp;eset</source>
        <translation>复位(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>锁定(&amp;L)</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>移除(&amp;M)</translation>
    </message>
    <message>
        <source>Direction {0}</source>
        <translation>方向 {0}</translation>
    </message>
    <message>
        <source>SeFa {0}</source>
        <translation>SeFa {0}</translation>
    </message>
    <message>
        <source>PCA {0}</source>
        <translation>PCA {0}</translation>
    </message>
</context>
<context>
    <name>Directions</name>
    <message>
        <source>Directions</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Find directions (PCA)…</source>
        <translation>查找方向 (PCA)…</translation>
    </message>
    <message>
        <source>Look for the model&apos;s main directions (PCA); they are kept beside the model</source>
        <translation>查找模型的主要方向 (PCA)；结果保存在模型旁边</translation>
    </message>
    <message>
        <source>Reset all directions that are not locked</source>
        <translation>复位所有未锁定的方向</translation>
    </message>
    <message>
        <source>Find a direction</source>
        <translation>筛选方向</translation>
    </message>
    <message>
        <source>Find more…</source>
        <translation>查找更多…</translation>
    </message>
    <message>
        <source>Reset directions</source>
        <translation>复位方向</translation>
    </message>
    <message>
        <source>Finding directions…</source>
        <translation>正在查找方向…</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>显示较少</translation>
    </message>
    <message>
        <source>Show all {0}</source>
        <translation>显示全部 {0} 个</translation>
    </message>
    <message>
        <source>Show the first directions and those in use, or all of them</source>
        <translation>显示前几个方向和正在使用的方向，或全部显示</translation>
    </message>
    <message>
        <source>Move along a direction</source>
        <translation>沿方向移动</translation>
    </message>
    <message>
        <source>Remove direction</source>
        <translation>移除方向</translation>
    </message>
</context>
<context>
    <name>DragBar</name>
    <message>
        <source>Progress of the drag</source>
        <translation>拖拽进度</translation>
    </message>
    <message>
        <source>Remove the selected handle (Delete)</source>
        <translation>移除所选控制点 (Delete)</translation>
    </message>
    <message>
        <source>Paint what may move (B); with Shift take it back</source>
        <translation>涂抹可移动的部分 (B)；按住 Shift 擦除</translation>
    </message>
    <message>
        <source>Smaller brush ([)</source>
        <translation>缩小画笔 ([)</translation>
    </message>
    <message>
        <source>Larger brush (])</source>
        <translation>放大画笔 (])</translation>
    </message>
    <message>
        <source>Remove all handles and the mask</source>
        <translation>移除所有控制点和蒙版</translation>
    </message>
    <message>
        <source>Leave the drag tool (Esc)</source>
        <translation>退出拖拽工具 (Esc)</translation>
    </message>
    <message>
        <source>Start dragging (Enter)</source>
        <translation>开始拖拽 (Enter)</translation>
    </message>
    <message>
        <source>Stop and keep the artwork as it is now (Esc)</source>
        <translation>停止并保留当前图案 (Esc)</translation>
    </message>
    <message>
        <source>There is no artwork on this side.</source>
        <translation>此面没有图案。</translation>
    </message>
    <message>
        <source>The artwork layer is locked.</source>
        <translation>图案图层已锁定。</translation>
    </message>
    <message>
        <source>Dragging…</source>
        <translation>正在拖拽…</translation>
    </message>
    <message>
        <source>Paint what may move.</source>
        <translation>涂抹可移动的部分。</translation>
    </message>
    <message>
        <source>Drag from a part of the artwork to where it should go.</source>
        <translation>从图案的某处拖到它应去的位置。</translation>
    </message>
    <message>
        <source>Drag a handle&apos;s ring to its target.</source>
        <translation>将控制点的圆环拖到目标位置。</translation>
    </message>
    <message>
        <source>Short of their targets: {0}. Enter drags on.</source>
        <translation>未到目标：{0} 个。按 Enter 继续拖动。</translation>
    </message>
    <message>
        <source>Handles: {0}</source>
        <translation>控制点：{0}</translation>
    </message>
</context>
<context>
    <name>DragTool</name>
    <message>
        <source>Drag artwork</source>
        <translation>拖拽图案</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>Export print PDF</source>
        <translation>导出印刷 PDF</translation>
    </message>
    <message>
        <source>Export proof</source>
        <translation>导出打样</translation>
    </message>
    <message>
        <source>-proof</source>
        <translation>-打样</translation>
    </message>
    <message>
        <source>-inside</source>
        <translation>-内面</translation>
    </message>
    <message>
        <source>Export PNG</source>
        <translation>导出 PNG</translation>
    </message>
    <message>
        <source>{0} was cancelled.</source>
        <translation>{0} 已取消。</translation>
    </message>
    <message>
        <source>{0} is ready.</source>
        <translation>{0} 已完成。</translation>
    </message>
    <message>
        <source>Other fonts stand in for {0}.</source>
        <translation>缺少字体 {0}，已用其他字体代替。</translation>
    </message>
    <message>
        <source>{0} failed.</source>
        <translation>{0} 失败。</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Dieloom designs (*{0})</source>
        <translation>Dieloom 设计 (*{0})</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Saved {0}</source>
        <translation>已保存 {0}</translation>
    </message>
    <message>
        <source>Unsaved work cannot be kept for recovery: {0}</source>
        <translation>无法为恢复保留未保存的内容：{0}</translation>
    </message>
</context>
<context>
    <name>FilterField</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>Fold</name>
    <message>
        <source>Fold this section</source>
        <translation>折叠此部分</translation>
    </message>
    <message>
        <source>Unfold this section</source>
        <translation>展开此部分</translation>
    </message>
</context>
<context>
    <name>FontChoice</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Font family; empty for one of the system that has the letters</source>
        <translation>字体；留空则使用系统中含有这些文字的字体</translation>
    </message>
</context>
<context>
    <name>HexRow</name>
    <message>
        <source>{0}: sRGB as six hexadecimal digits</source>
        <translation>{0}：六位十六进制 sRGB</translation>
    </message>
</context>
<context>
    <name>ImageFields</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>替换…</translation>
    </message>
    <message>
        <source>Take another picture in the same place</source>
        <translation>在原位换一张图片</translation>
    </message>
    <message>
        <source>How the picture fits its box</source>
        <translation>图片如何适应方框</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>完整显示</translation>
    </message>
    <message>
        <source>Fill the box</source>
        <translation>充满方框</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应</translation>
    </message>
    <message>
        <source>Fit picture</source>
        <translation>适应图片</translation>
    </message>
    <message>
        <source>{0} × {1} pixels</source>
        <translation>{0} × {1} 像素</translation>
    </message>
</context>
<context>
    <name>InkRows</name>
    <message>
        <source>Cyan</source>
        <translation>青</translation>
    </message>
    <message>
        <source>Magenta</source>
        <translation>品红</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>黑</translation>
    </message>
</context>
<context>
    <name>Insert</name>
    <message>
        <source>Your text</source>
        <translation>您的文字</translation>
    </message>
</context>
<context>
    <name>JobBar</name>
    <message>
        <source>Export progress</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Exporting {0}…</source>
        <translation>正在导出 {0}…</translation>
    </message>
</context>
<context>
    <name>JobLane</name>
    <message>
        <source>{0} stopped unexpectedly (exit status {1}).</source>
        <translation>{0} 意外中止（退出码 {1}）。</translation>
    </message>
    <message>
        <source>There may be too little memory.</source>
        <translation>可能是内存不足。</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}.</source>
        <translation>无法写入 {0}：{1}。</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>请选择其他文件夹，或释放一些空间。</translation>
    </message>
</context>
<context>
    <name>LatentFields</name>
    <message>
        <source>Latent</source>
        <translation>潜变量</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Pattern family</source>
        <translation>图案族</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The number that the latent is drawn from</source>
        <translation>抽取潜变量所用的数</translation>
    </message>
    <message>
        <source>Previous seed</source>
        <translation>上一个种子</translation>
    </message>
    <message>
        <source>Next seed</source>
        <translation>下一个种子</translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>A found latent</source>
        <translation>找到的潜变量</translation>
    </message>
    <message>
        <source>Back to the seed</source>
        <translation>回到种子</translation>
    </message>
    <message>
        <source>From a picture, from dragging or from a file: it takes the seed&apos;s place</source>
        <translation>来自图片、拖动或文件：它取代种子</translation>
    </message>
    <message>
        <source>Truncation</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>Truncation psi: 0 is the model&apos;s average, 1 the latent as drawn</source>
        <translation>截断 ψ：0 为模型的平均，1 为抽取的潜变量</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Random noise seed</source>
        <translation>随机噪声种子</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>族</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Cutoff</source>
        <translation>截止层</translation>
    </message>
    <message>
        <source>By seed</source>
        <translation>由种子决定</translation>
    </message>
    <message>
        <source>The class of pattern; by seed, each seed has its own</source>
        <translation>图案的类别；由种子决定时，每个种子有自己的类别</translation>
    </message>
    <message>
        <source>Roll seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Set noise seed</source>
        <translation>设置噪声种子</translation>
    </message>
    <message>
        <source>Choose pattern family</source>
        <translation>选择图案族</translation>
    </message>
    <message>
        <source>Set seed</source>
        <translation>设置种子</translation>
    </message>
    <message>
        <source>Set truncation</source>
        <translation>设置截断</translation>
    </message>
    <message>
        <source>Models… (Ctrl+Shift+M)</source>
        <translation>模型… (Ctrl+Shift+M)</translation>
    </message>
    <message>
        <source>The generator that draws the pattern</source>
        <translation>绘制图案的生成器</translation>
    </message>
    <message>
        <source>Grain that the model adds: its own, none, or another by seed</source>
        <translation>模型添加的颗粒：自带的、无、或由种子决定的另一种</translation>
    </message>
    <message>
        <source>Only random noise has a seed</source>
        <translation>只有随机噪声才有种子</translation>
    </message>
    <message>
        <source>Noise seed</source>
        <translation>噪声种子</translation>
    </message>
    <message>
        <source>This model has no classes</source>
        <translation>此模型没有类别</translation>
    </message>
    <message>
        <source>StyleGAN3 has no noise</source>
        <translation>StyleGAN3 没有噪声</translation>
    </message>
    <message>
        <source>This model was trained without noise</source>
        <translation>此模型训练时未使用噪声</translation>
    </message>
    <message>
        <source>The model&apos;s file is being read</source>
        <translation>正在读取模型文件</translation>
    </message>
    <message>
        <source>Model&apos;s</source>
        <comment>noise</comment>
        <translation>模型自带</translation>
    </message>
    <message>
        <source>None</source>
        <comment>noise</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>Random</source>
        <comment>noise</comment>
        <translation>随机</translation>
    </message>
    <message>
        <source>Set cutoff</source>
        <translation>设置截止层</translation>
    </message>
    <message>
        <source>Choose noise</source>
        <translation>选择噪声</translation>
    </message>
    <message>
        <source>Step seed</source>
        <translation>切换种子</translation>
    </message>
</context>
<context>
    <name>LatentsPanel</name>
    <message>
        <source>Add an artwork layer to grow a pattern.</source>
        <translation>添加图案图层以生成图案。</translation>
    </message>
    <message>
        <source>{0} (locked)</source>
        <translation>{0}（已锁定）</translation>
    </message>
    <message>
        <source>Take variation</source>
        <translation>采用变体</translation>
    </message>
</context>
<context>
    <name>LayerCommands</name>
    <message>
        <source>Delete layer</source>
        <translation>删除图层</translation>
    </message>
    <message>
        <source>{0} copy</source>
        <translation>{0} 副本</translation>
    </message>
    <message>
        <source>Duplicate layer</source>
        <translation>复制图层</translation>
    </message>
    <message>
        <source>Insert artwork</source>
        <translation>插入图案</translation>
    </message>
    <message>
        <source>Insert text</source>
        <translation>插入文字</translation>
    </message>
    <message>
        <source>Insert shape</source>
        <translation>插入形状</translation>
    </message>
    <message>
        <source>Insert image</source>
        <translation>插入图片</translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message>
        <source>Layers, the top-most first</source>
        <translation>图层，最上层在前</translation>
    </message>
</context>
<context>
    <name>LayerModel</name>
    <message>
        <source>Reorder layers</source>
        <translation>调整图层顺序</translation>
    </message>
    <message>
        <source>Rename layer</source>
        <translation>重命名图层</translation>
    </message>
    <message>
        <source>Show layer</source>
        <translation>显示图层</translation>
    </message>
    <message>
        <source>Hide layer</source>
        <translation>隐藏图层</translation>
    </message>
    <message>
        <source>Lock layer</source>
        <translation>锁定图层</translation>
    </message>
    <message>
        <source>Unlock layer</source>
        <translation>解锁图层</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
</context>
<context>
    <name>LayerProperties</name>
    <message>
        <source>Select a layer to see what it is made of.</source>
        <translation>选择一个图层以查看其内容。</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Set opacity</source>
        <translation>设置不透明度</translation>
    </message>
</context>
<context>
    <name>LayerRange</name>
    <message>
        <source>Layers of {0}: {1}</source>
        <translation>{0}的层：{1}</translation>
    </message>
    <message>
        <source>From layer</source>
        <translation>从第</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>First layer</source>
        <translation>起始层</translation>
    </message>
    <message>
        <source>First w layer, counted from 0, the coarsest</source>
        <translation>起始 w 层，从 0（最粗）数起</translation>
    </message>
    <message>
        <source>Last layer</source>
        <translation>末尾层</translation>
    </message>
    <message>
        <source>Last w layer; those beyond the model&apos;s last are ignored</source>
        <translation>末尾 w 层；超出模型的层将被忽略</translation>
    </message>
    <message>
        <source>All</source>
        <comment>layers</comment>
        <translation>全</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>全部层</translation>
    </message>
    <message>
        <source>C</source>
        <comment>coarse layers</comment>
        <translation>粗</translation>
    </message>
    <message>
        <source>Coarse layers: layout</source>
        <translation>粗层：布局</translation>
    </message>
    <message>
        <source>M</source>
        <comment>middle layers</comment>
        <translation>中</translation>
    </message>
    <message>
        <source>Middle layers: shapes</source>
        <translation>中层：形状</translation>
    </message>
    <message>
        <source>F</source>
        <comment>fine layers</comment>
        <translation>细</translation>
    </message>
    <message>
        <source>Fine layers: colour and finish</source>
        <translation>细层：颜色与质感</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>Replace picture</source>
        <translation>替换图片</translation>
    </message>
    <message>
        <source>Delete layer</source>
        <translation>删除图层</translation>
    </message>
    <message>
        <source>{0} copy</source>
        <translation>{0} 副本</translation>
    </message>
    <message>
        <source>Duplicate layer</source>
        <translation>复制图层</translation>
    </message>
    <message>
        <source>Add a layer</source>
        <translation>添加图层</translation>
    </message>
    <message>
        <source>Move layer up (Alt+Up)</source>
        <translation>上移图层 (Alt+↑)</translation>
    </message>
    <message>
        <source>Move layer down (Alt+Down)</source>
        <translation>下移图层 (Alt+↓)</translation>
    </message>
    <message>
        <source>Delete layer (Del)</source>
        <translation>删除图层 (Del)</translation>
    </message>
    <message>
        <source>Artwork</source>
        <translation>图案</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>图片…</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Add layer</source>
        <translation>添加图层</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The language changes when Dieloom is started again.</source>
        <translation>语言将在重新启动 Dieloom 后更改。</translation>
    </message>
    <message>
        <source>Now using {0}.</source>
        <translation>正在使用 {0}。</translation>
    </message>
    <message>
        <source>Working on the disk…</source>
        <translation>正在读写磁盘…</translation>
    </message>
    <message>
        <source>Reading {0}…</source>
        <translation>正在读取 {0}…</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>&amp;Like	L</source>
        <translation>喜欢(&amp;L)	L</translation>
    </message>
    <message>
        <source>&amp;Dislike	D</source>
        <translation>不喜欢(&amp;D)	D</translation>
    </message>
    <message>
        <source>liked</source>
        <translation>已标为喜欢</translation>
    </message>
    <message>
        <source>disliked</source>
        <translation>已标为不喜欢</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Open Re&amp;cent</source>
        <translation>最近打开(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;New…</source>
        <translation>新建(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Export Print PDF…</source>
        <translation>导出印刷 PDF(&amp;E)…</translation>
    </message>
    <message>
        <source>Export &amp;Proof…</source>
        <translation>导出打样(&amp;P)…</translation>
    </message>
    <message>
        <source>Export PN&amp;G…</source>
        <translation>导出 PNG(&amp;G)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Du&amp;plicate</source>
        <translation>复制图层(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Dra&amp;g in Artwork</source>
        <translation>在图案中拖拽(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Artwork</source>
        <translation>图案(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>文字(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Image…</source>
        <translation>图片(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Shape</source>
        <translation>形状(&amp;S)</translation>
    </message>
    <message>
        <source>Insert {0}</source>
        <translation>插入{0}</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>插入(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Fit in Window</source>
        <translation>适合窗口(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Actual Size</source>
        <translation>实际尺寸(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Twice Actual Size</source>
        <translation>两倍实际尺寸(&amp;T)</translation>
    </message>
    <message>
        <source>I&amp;nside of the Board</source>
        <translation>纸板内面(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Dieline</source>
        <translation>刀版(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Panel Names</source>
        <translation>面板名称(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Rulers</source>
        <translation>标尺(&amp;R)</translation>
    </message>
    <message>
        <source>Cut to Tri&amp;m</source>
        <translation>按成品裁切显示(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Pane&amp;ls</source>
        <translation>面板(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Show Panels</source>
        <translation>显示面板(&amp;S)</translation>
    </message>
    <message>
        <source>Mod&amp;els…</source>
        <translation>模型…(&amp;E)</translation>
    </message>
    <message>
        <source>As the System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>主题(&amp;H)</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>语言(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Dieloom</source>
        <translation>关于 Dieloom(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>No recent designs</source>
        <translation>没有最近的设计</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Save the changes to {0}?</source>
        <translation>要保存对 {0} 的更改吗？</translation>
    </message>
    <message>
        <source>They are lost otherwise.</source>
        <translation>否则更改将丢失。</translation>
    </message>
    <message>
        <source>Dieloom did not close properly. Unsaved designs that can be recovered: {0}.</source>
        <translation>Dieloom 未正常关闭。可恢复的未保存设计：{0}。</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
</context>
<context>
    <name>Mixing</name>
    <message>
        <source>Style mixing</source>
        <translation>风格混合</translation>
    </message>
    <message>
        <source>Mix in another seed</source>
        <translation>混入另一个种子</translation>
    </message>
    <message>
        <source>Blend another seed&apos;s shapes or colours into this one.</source>
        <translation>将另一个种子的形状或颜色混入当前图案。</translation>
    </message>
    <message>
        <source>Mix in a seed</source>
        <translation>混入种子</translation>
    </message>
    <message>
        <source>Change style mixing</source>
        <translation>更改风格混合</translation>
    </message>
    <message>
        <source>Roll a seed to mix in</source>
        <translation>随机选取混入的种子</translation>
    </message>
    <message>
        <source>Remove style</source>
        <translation>移除风格</translation>
    </message>
    <message>
        <source>Reorder styles</source>
        <translation>调整风格顺序</translation>
    </message>
</context>
<context>
    <name>MixingRow</name>
    <message>
        <source>Style {0}</source>
        <translation>风格 {0}</translation>
    </message>
    <message>
        <source>Picture of {0}</source>
        <translation>{0}的图片</translation>
    </message>
    <message>
        <source>What is mixed in. Click to roll another seed.</source>
        <translation>混入的内容。单击可随机换一个种子。</translation>
    </message>
    <message>
        <source>Seed of {0}</source>
        <translation>{0}的种子</translation>
    </message>
    <message>
        <source>Random seed for {0}</source>
        <translation>为{0}随机选取种子</translation>
    </message>
    <message>
        <source>Move {0} up</source>
        <translation>上移{0}</translation>
    </message>
    <message>
        <source>Move {0} down</source>
        <translation>下移{0}</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>移除{0}</translation>
    </message>
    <message>
        <source>Weight of {0}</source>
        <translation>{0}的权重</translation>
    </message>
</context>
<context>
    <name>ModelBrowser</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Find a model</source>
        <translation>查找模型</translation>
    </message>
    <message>
        <source>&amp;Open file…</source>
        <translation>打开文件…(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Folder…</source>
        <translation>文件夹…(&amp;F)</translation>
    </message>
    <message>
        <source>Take the model out of the list (Del)</source>
        <translation>将模型移出列表 (Del)</translation>
    </message>
    <message>
        <source>&amp;Use this model</source>
        <translation>使用此模型(&amp;U)</translation>
    </message>
    <message>
        <source>F&amp;ree memory</source>
        <translation>释放内存(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Show in folder</source>
        <translation>在文件夹中显示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation>打开模型文件…</translation>
    </message>
    <message>
        <source>Choose the folder that holds your models…</source>
        <translation>选择存放模型的文件夹…</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <source>Draw the artwork with this model; Undo takes it back</source>
        <translation>用此模型绘制图案；可撤销</translation>
    </message>
    <message>
        <source>Take the model out of memory; it is read again when it is needed</source>
        <translation>将模型移出内存；需要时会重新读取</translation>
    </message>
    <message>
        <source>Free memory</source>
        <translation>释放内存</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Open the folder that the file lies in</source>
        <translation>打开文件所在的文件夹</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择一个模型</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>Open a model file</source>
        <translation>打开模型文件</translation>
    </message>
    <message>
        <source>The folder that holds your models</source>
        <translation>存放模型的文件夹</translation>
    </message>
    <message>
        <source>{0} is no longer in memory.</source>
        <translation>{0} 已移出内存。</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>With Dieloom</source>
        <translation>随 Dieloom 提供</translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Part of this installation</source>
        <translation>本程序自带</translation>
    </message>
    <message>
        <source>Missing: {0}</source>
        <translation>缺失：{0}</translation>
    </message>
    <message>
        <source>Cannot be read: {0}</source>
        <translation>无法读取：{0}</translation>
    </message>
    <message>
        <source>In {0}</source>
        <translation>位于 {0}</translation>
    </message>
</context>
<context>
    <name>MoreLikeThese</name>
    <message>
        <source>More like these</source>
        <translation>更像这些</translation>
    </message>
    <message>
        <source>Forget all likes and dislikes</source>
        <translation>清除所有喜欢与不喜欢的标记</translation>
    </message>
    <message>
        <source>Name of the direction</source>
        <translation>方向名称</translation>
    </message>
    <message>
        <source>such as “calmer”</source>
        <translation>例如“更平静”</translation>
    </message>
    <message>
        <source>Find the way from what you dislike to what you like; it joins the directions as a slider</source>
        <translation>找出从不喜欢到喜欢的方向，并作为滑块加入方向列表</translation>
    </message>
    <message>
        <source>Make a direction</source>
        <translation>生成方向</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Liked: {0}. Disliked: {1}.</source>
        <translation>喜欢：{0}。不喜欢：{1}。</translation>
    </message>
    <message>
        <source>Mark variations and seeds: L what you like, D what you do not.</source>
        <translation>标记变体和种子：按 L 喜欢，按 D 不喜欢。</translation>
    </message>
    <message>
        <source>Learning what you like…</source>
        <translation>正在学习您的喜好…</translation>
    </message>
</context>
<context>
    <name>NameField</name>
    <message>
        <source>{0} (double-click or F2 to rename)</source>
        <translation>{0}（双击或按 F2 重命名）</translation>
    </message>
    <message>
        <source>Name of {0}</source>
        <translation>{0} 的名称</translation>
    </message>
</context>
<context>
    <name>NewDocument</name>
    <message>
        <source>New design</source>
        <translation>新建设计</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Blank {0} × {1} mm, board {2} mm</source>
        <translation>展开尺寸 {0} × {1} mm，纸板 {2} mm</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
</context>
<context>
    <name>Note</name>
    <message>
        <source>Dismiss the message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>OutlineView</name>
    <message>
        <source>Blank of {0}, {1:.2f} by {2:.2f} mm</source>
        <translation>{0} 的展开图，{1:.2f} × {2:.2f} mm</translation>
    </message>
</context>
<context>
    <name>PaintField</name>
    <message>
        <source>{0}: pick a screen colour</source>
        <translation>{0}：选取屏幕颜色</translation>
    </message>
    <message>
        <source>{0}: kind of colour</source>
        <translation>{0}：颜色类型</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Process (CMYK)</source>
        <translation>印刷色 (CMYK)</translation>
    </message>
    <message>
        <source>Screen (sRGB)</source>
        <translation>屏幕色 (sRGB)</translation>
    </message>
    <message>
        <source>Spot ink</source>
        <translation>专色</translation>
    </message>
</context>
<context>
    <name>PaletteBar</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Colours of the reference: {0}</source>
        <translation>参考图的颜色：{0}</translation>
    </message>
</context>
<context>
    <name>ParameterRow</name>
    <message>
        <source>{0}: back to the template&apos;s value</source>
        <translation>{0}：恢复模板值</translation>
    </message>
    <message>
        <source>From {0:g} to {1:g}{2}</source>
        <translation>从 {0:g} 到 {1:g}{2}</translation>
    </message>
    <message>
        <source>Template&apos;s value: {0:g}{1}</source>
        <translation>模板值：{0:g}{1}</translation>
    </message>
</context>
<context>
    <name>Paths</name>
    <message>
        <source>Path to another artwork</source>
        <translation>通往另一图案的路径</translation>
    </message>
    <message>
        <source>Random goal</source>
        <translation>随机目标</translation>
    </message>
    <message>
        <source>The artwork chosen</source>
        <translation>所选图案</translation>
    </message>
    <message>
        <source>Choose the goal by its seed again</source>
        <translation>重新按种子选择目标</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>The seed at the end of the path</source>
        <translation>路径终点的种子</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>路程</translation>
    </message>
    <message>
        <source>How far on the way to the goal; double-click to go back to the start</source>
        <translation>通往目标已走的路程；双击返回起点</translation>
    </message>
    <message>
        <source>Walk to another artwork</source>
        <translation>走向另一图案</translation>
    </message>
    <message>
        <source>{0} % of the way</source>
        <translation>路程的 {0} %</translation>
    </message>
    <message>
        <source>Go to {0} % of the way</source>
        <translation>走到路程的 {0} %</translation>
    </message>
</context>
<context>
    <name>PlacementFields</name>
    <message>
        <source>Placement</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Outside</source>
        <translation>外面</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>内面</translation>
    </message>
    <message>
        <source>Side of the board</source>
        <translation>纸板的面</translation>
    </message>
    <message>
        <source>As large as the panel, or as the whole blank with its bleed</source>
        <translation>与面板同大，或与整个展开图（含出血）同大</translation>
    </message>
    <message>
        <source>From the left</source>
        <translation>距左边</translation>
    </message>
    <message>
        <source>From below</source>
        <translation>距下边</translation>
    </message>
    <message>
        <source>W </source>
        <comment>width</comment>
        <translation>宽 </translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>H </source>
        <comment>height</comment>
        <translation>高 </translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Counter-clockwise about the middle of the box</source>
        <translation>绕方框中心逆时针</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>面</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Fill the panel</source>
        <translation>充满面板</translation>
    </message>
    <message>
        <source>Fill the blank</source>
        <translation>充满展开图</translation>
    </message>
    <message>
        <source>Move to another panel</source>
        <translation>移到另一面板</translation>
    </message>
    <message>
        <source>Move to the other side</source>
        <translation>移到另一面</translation>
    </message>
    <message>
        <source>Move layer</source>
        <translation>移动图层</translation>
    </message>
    <message>
        <source>Resize layer</source>
        <translation>调整图层大小</translation>
    </message>
    <message>
        <source>Rotate layer</source>
        <translation>旋转图层</translation>
    </message>
    <message>
        <source>Give the layer a size</source>
        <translation>给图层设定大小</translation>
    </message>
    <message>
        <source>Whole blank</source>
        <translation>整个展开图</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
</context>
<context>
    <name>PointerTool</name>
    <message>
        <source>Move layer</source>
        <translation>移动图层</translation>
    </message>
    <message>
        <source>Rotate layer</source>
        <translation>旋转图层</translation>
    </message>
    <message>
        <source>Resize layer</source>
        <translation>调整图层大小</translation>
    </message>
</context>
<context>
    <name>PreviewLane</name>
    <message>
        <source>Loading the generator…</source>
        <translation>正在加载生成器…</translation>
    </message>
    <message>
        <source>The generator cannot be loaded: {0}</source>
        <translation>无法加载生成器：{0}</translation>
    </message>
    <message>
        <source>The generator is not loaded.</source>
        <translation>生成器尚未加载。</translation>
    </message>
    <message>
        <source>Rendering artwork…</source>
        <translation>正在生成图案…</translation>
    </message>
    <message>
        <source>The artwork could not be rendered: {0}</source>
        <translation>无法生成图案：{0}</translation>
    </message>
</context>
<context>
    <name>PrintFields</name>
    <message>
        <source>On the pack</source>
        <translation>在包装上</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>Tile width</source>
        <translation>单元宽度</translation>
    </message>
    <message>
        <source>Printed width of one repeat of the tile</source>
        <translation>一个重复单元的印刷宽度</translation>
    </message>
    <message>
        <source>Seamless</source>
        <translation>无缝</translation>
    </message>
    <message>
        <source>Set seamless axes</source>
        <translation>设置无缝方向</translation>
    </message>
    <message>
        <source>StyleGAN3 grows from waves that do not repeat with the picture: it cannot be tiled</source>
        <translation>StyleGAN3 由不随画面重复的波生成：无法平铺</translation>
    </message>
    <message>
        <source>Cells across</source>
        <translation>横向单元数</translation>
    </message>
    <message>
        <source>How often the generator&apos;s constant repeats across</source>
        <translation>生成器常量横向重复的次数</translation>
    </message>
    <message>
        <source>Where the tile&apos;s edges join. Models that were not trained so lose quality at the edges.</source>
        <translation>图块的哪些边缘相接。未经此训练的模型在边缘处质量会下降。</translation>
    </message>
    <message>
        <source>Across and down</source>
        <translation>横向和纵向</translation>
    </message>
    <message>
        <source>Across only</source>
        <translation>仅横向</translation>
    </message>
    <message>
        <source>Down only</source>
        <translation>仅纵向</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>不无缝</translation>
    </message>
    <message>
        <source>As trained</source>
        <translation>按训练方式</translation>
    </message>
    <message>
        <source>As trained: {0}</source>
        <translation>按训练方式：{0}</translation>
    </message>
    <message>
        <source>Cells down</source>
        <translation>纵向单元数</translation>
    </message>
    <message>
        <source>How often the generator&apos;s constant repeats down</source>
        <translation>生成器常量纵向重复的次数</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Set tile width</source>
        <translation>设置单元宽度</translation>
    </message>
    <message>
        <source>Set repeat cells</source>
        <translation>设置重复单元</translation>
    </message>
</context>
<context>
    <name>Recreate</name>
    <message>
        <source>From a picture</source>
        <translation>取自图片</translation>
    </message>
    <message>
        <source>Search the latent whose tile looks most like a picture of yours. Or drop one on the tile above.</source>
        <translation>寻找图块与您的图片最相似的潜变量。也可将图片拖放到上方的图块上。</translation>
    </message>
    <message>
        <source>Recreate a picture…</source>
        <translation>重现图片…</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>搜索进度</translation>
    </message>
    <message>
        <source>Stop and keep the artwork as it is now</source>
        <translation>停止并保留当前图案</translation>
    </message>
    <message>
        <source>Cancel and keep the artwork as it was</source>
        <translation>取消并保留原图案</translation>
    </message>
    <message>
        <source>Choose a picture to recreate</source>
        <translation>选择要重现的图片</translation>
    </message>
    <message>
        <source>Recreating {0}…</source>
        <translation>正在重现 {0}…</translation>
    </message>
    <message>
        <source>Recreate picture</source>
        <translation>重现图片</translation>
    </message>
</context>
<context>
    <name>ReferenceList</name>
    <message>
        <source>Reference pictures</source>
        <translation>参考图片</translation>
    </message>
    <message>
        <source>Drop pictures here, paste them,
or choose files.</source>
        <translation>将图片拖放到此处、粘贴，
或选择文件。</translation>
    </message>
</context>
<context>
    <name>ReferencesPanel</name>
    <message>
        <source>Add references</source>
        <translation>添加参考图</translation>
    </message>
    <message>
        <source>There is no picture to paste. Copy one first.</source>
        <translation>没有可粘贴的图片。请先复制一张。</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>Paste reference</source>
        <translation>粘贴参考图</translation>
    </message>
    <message>
        <source>Remove reference</source>
        <translation>移除参考图</translation>
    </message>
    <message>
        <source>Choose reference pictures</source>
        <translation>选择参考图片</translation>
    </message>
    <message>
        <source>Choose pictures…</source>
        <translation>选择图片…</translation>
    </message>
    <message>
        <source>Paste a picture (Ctrl+V)</source>
        <translation>粘贴图片 (Ctrl+V)</translation>
    </message>
    <message>
        <source>Remove the chosen picture (Del)</source>
        <translation>移除所选图片 (Del)</translation>
    </message>
</context>
<context>
    <name>Samples</name>
    <message>
        <source>Seed {0}</source>
        <translation>种子 {0}</translation>
    </message>
    <message>
        <source>Use this model with seed {0}</source>
        <translation>使用此模型和种子 {0}</translation>
    </message>
</context>
<context>
    <name>SeedMap</name>
    <message>
        <source>Seed map</source>
        <translation>种子地图</translation>
    </message>
    <message>
        <source>Go to the nearest seed (Home)</source>
        <translation>转到最近的种子 (Home)</translation>
    </message>
    <message>
        <source>Show more seeds</source>
        <translation>显示更多种子</translation>
    </message>
    <message>
        <source>Show seeds larger</source>
        <translation>放大显示种子</translation>
    </message>
    <message>
        <source>A latent that was found takes the seed&apos;s place; a move here goes back to seed {0}.</source>
        <translation>当前使用的是找到的潜变量；在此移动将回到种子 {0}。</translation>
    </message>
    <message>
        <source>Seed {0}</source>
        <translation>种子 {0}</translation>
    </message>
    <message>
        <source>Seed {0}, {1:.2f} to the right, {2:.2f} down</source>
        <translation>种子 {0}，向右 {1:.2f}，向下 {2:.2f}</translation>
    </message>
    <message>
        <source>Wander over the seed map</source>
        <translation>在种子地图上移动</translation>
    </message>
    <message>
        <source>Go to seed</source>
        <translation>转到种子</translation>
    </message>
    <message>
        <source>Go to nearest seed</source>
        <translation>转到最近的种子</translation>
    </message>
    <message>
        <source>&amp;Go to seed {0}</source>
        <translation>转到种子 {0}(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Walk towards seed {0}</source>
        <translation>走向种子 {0}(&amp;W)</translation>
    </message>
</context>
<context>
    <name>SeedPlane</name>
    <message>
        <source>Map of seeds</source>
        <translation>种子的地图</translation>
    </message>
    <message>
        <source>Drag to wander between the seeds, click to go to one.
Arrows: a seed to the side, a hundred up or down; with Shift a tenth. Home: nearest seed.
Plus, minus, wheel: zoom. L: like, D: dislike the nearest seed.</source>
        <translation>拖动可在种子之间移动，单击可转到某个种子。
方向键：左右移动一个种子，上下移动一百个；按住 Shift 移动十分之一。Home：最近的种子。
加号、减号、滚轮：缩放。L：喜欢、D：不喜欢最近的种子。</translation>
    </message>
    <message>
        <source>Seed {0}, {1:.2f} to the right, {2:.2f} down</source>
        <translation>种子 {0}，向右 {1:.2f}，向下 {2:.2f}</translation>
    </message>
    <message>
        <source>Seed {0}</source>
        <translation>种子 {0}</translation>
    </message>
</context>
<context>
    <name>ShapeFields</name>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Corner radius</source>
        <translation>圆角半径</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>描边</translation>
    </message>
    <message>
        <source>Outline width</source>
        <translation>描边宽度</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>半径</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>线宽</translation>
    </message>
    <message>
        <source>Choose shape</source>
        <translation>选择形状</translation>
    </message>
    <message>
        <source>Set corner radius</source>
        <translation>设置圆角半径</translation>
    </message>
    <message>
        <source>Fill shape</source>
        <translation>填充形状</translation>
    </message>
    <message>
        <source>Colour outline</source>
        <translation>设置描边颜色</translation>
    </message>
    <message>
        <source>Set outline width</source>
        <translation>设置描边宽度</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>以指针为中心缩放</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Space + drag, or middle button</source>
        <translation>空格 + 拖动，或鼠标中键</translation>
    </message>
    <message>
        <source>Move the layer by 0.5 mm</source>
        <translation>图层移动 0.5 mm</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Move the layer by 5 mm</source>
        <translation>图层移动 5 mm</translation>
    </message>
    <message>
        <source>Shift + arrow keys</source>
        <translation>Shift + 方向键</translation>
    </message>
    <message>
        <source>Keep proportions, axis or 15° steps</source>
        <translation>保持比例、轴向或 15° 步进</translation>
    </message>
    <message>
        <source>Shift while dragging</source>
        <translation>拖动时按住 Shift</translation>
    </message>
    <message>
        <source>Give up a drag, or deselect</source>
        <translation>放弃拖动，或取消选择</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>SpotRows</name>
    <message>
        <source>{0}: spot ink</source>
        <translation>{0}：专色油墨</translation>
    </message>
    <message>
        <source>{0}: tint</source>
        <translation>{0}：网点</translation>
    </message>
    <message>
        <source>Ink</source>
        <translation>油墨</translation>
    </message>
    <message>
        <source>Tint</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>{0} (missing)</source>
        <translation>{0}（缺失）</translation>
    </message>
</context>
<context>
    <name>StyleUse</name>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Keep the artwork&apos;s own style</source>
        <translation>保留图案原有风格</translation>
    </message>
    <message>
        <source>Search the latent that comes nearest to the picture, and mix it in</source>
        <translation>寻找最接近图片的潜变量并混入</translation>
    </message>
    <message>
        <source>Use as style</source>
        <translation>用作风格</translation>
    </message>
    <message>
        <source>Stop the search</source>
        <translation>停止寻找</translation>
    </message>
    <message>
        <source>Search for the style</source>
        <translation>寻找风格</translation>
    </message>
    <message>
        <source>Weight of the style</source>
        <translation>风格权重</translation>
    </message>
    <message>
        <source>Layers that take the style</source>
        <translation>采用风格的层</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>全部层</translation>
    </message>
    <message>
        <source>Coarse: layout</source>
        <translation>粗：布局</translation>
    </message>
    <message>
        <source>Middle: shapes</source>
        <translation>中：形状</translation>
    </message>
    <message>
        <source>Fine: colour and finish</source>
        <translation>细：颜色与质感</translation>
    </message>
    <message>
        <source>Keep own style</source>
        <translation>保留原有风格</translation>
    </message>
    <message>
        <source>Choose style layers</source>
        <translation>选择风格层</translation>
    </message>
    <message>
        <source>Use the reference&apos;s style</source>
        <translation>采用参考图的风格</translation>
    </message>
    <message>
        <source>Set weight of the style</source>
        <translation>设置风格权重</translation>
    </message>
</context>
<context>
    <name>Task</name>
    <message>
        <source>Something went wrong inside Dieloom: {0}</source>
        <translation>Dieloom 内部出错：{0}</translation>
    </message>
    <message>
        <source>Save your work, and start Dieloom again.</source>
        <translation>请保存您的工作，然后重新启动 Dieloom。</translation>
    </message>
</context>
<context>
    <name>TaskLine</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel: {0}</source>
        <translation>取消：{0}</translation>
    </message>
</context>
<context>
    <name>TextFields</name>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>The text</source>
        <translation>文字内容</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>字体</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> pt</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>粗体</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>斜体</translation>
    </message>
    <message>
        <source>Align left</source>
        <translation>左对齐</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>Align right</source>
        <translation>右对齐</translation>
    </message>
    <message>
        <source>Up and down in the box</source>
        <translation>在方框中的上下位置</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>上</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>下</translation>
    </message>
    <message>
        <source>Line distance</source>
        <translation>行距</translation>
    </message>
    <message>
        <source>Distance of the lines, in sizes</source>
        <translation>行距（字号的倍数）</translation>
    </message>
    <message>
        <source>Text colour</source>
        <translation>文字颜色</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Edit text</source>
        <translation>编辑文字</translation>
    </message>
    <message>
        <source>Choose font</source>
        <translation>选择字体</translation>
    </message>
    <message>
        <source>Set text size</source>
        <translation>设置字号</translation>
    </message>
    <message>
        <source>Align text</source>
        <translation>对齐文字</translation>
    </message>
    <message>
        <source>Set line distance</source>
        <translation>设置行距</translation>
    </message>
    <message>
        <source>Colour text</source>
        <translation>设置文字颜色</translation>
    </message>
</context>
<context>
    <name>ThumbButton</name>
    <message>
        <source>&amp;Walk towards this</source>
        <translation>走向此图案(&amp;W)</translation>
    </message>
    <message>
        <source>{0} (L: like, D: dislike)</source>
        <translation>{0}（L：喜欢，D：不喜欢）</translation>
    </message>
</context>
<context>
    <name>TileView</name>
    <message>
        <source>Left: one tile. Right: the tile repeated. Drop a picture here to recreate it.</source>
        <translation>左：单个图块。右：重复的图块。将图片拖放到此处即可重现。</translation>
    </message>
    <message>
        <source>Artwork tile and its repeat</source>
        <translation>图案单元及其重复</translation>
    </message>
</context>
<context>
    <name>UseModel</name>
    <message>
        <source>The artwork layer is locked.</source>
        <translation>图案图层已锁定。</translation>
    </message>
    <message>
        <source>Unlock it in the layers panel first.</source>
        <translation>请先在图层面板中解锁。</translation>
    </message>
    <message>
        <source>Choose model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>Insert artwork</source>
        <translation>插入图案</translation>
    </message>
</context>
<context>
    <name>Variations</name>
    <message>
        <source>Variations</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Suggest variations</source>
        <translation>建议变体</translation>
    </message>
    <message>
        <source>Strength of variations</source>
        <translation>变体强度</translation>
    </message>
    <message>
        <source>How far the variations may go, in standard deviations along each direction that is not locked</source>
        <translation>变体可偏离多远：沿每个未锁定方向的标准差数</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Variation {0}</source>
        <translation>变体 {0}</translation>
    </message>
    <message>
        <source>Take this variation</source>
        <translation>采用此变体</translation>
    </message>
</context>
<context>
    <name>browser</name>
    <message>
        <source>Models ({0})</source>
        <translation>模型 ({0})</translation>
    </message>
</context>
<context>
    <name>details</name>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Latent</source>
        <translation>潜变量</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>The file does not say. Ask where it came from before you print with it.</source>
        <translation>文件未说明。印刷前请向来源处询问。</translation>
    </message>
    <message>
        <source>Part of this installation</source>
        <translation>本程序自带</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>Lies in</source>
        <translation>所在位置</translation>
    </message>
    <message>
        <source>StyleGAN2, seamless</source>
        <translation>StyleGAN2，无缝</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>彩色</translation>
    </message>
    <message>
        <source>{0} channels</source>
        <translation>{0} 通道</translation>
    </message>
    <message>
        <source>{0} × {0} px, {1}</source>
        <translation>{0} × {0} 像素，{1}</translation>
    </message>
    <message>
        <source>z {0}, w {1}, {2} layers</source>
        <translation>z {0}，w {1}，{2} 层</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{0} million</source>
        <translation>{0} 百万</translation>
    </message>
</context>
<context>
    <name>docks</name>
    <message>
        <source>Artwork</source>
        <translation>图案</translation>
    </message>
    <message>
        <source>Style reference</source>
        <translation>风格参考</translation>
    </message>
    <message>
        <source>Dieline</source>
        <translation>刀版</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
</context>
<context>
    <name>layers</name>
    <message>
        <source>Artwork</source>
        <translation>图案</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>The model {0} is on a network share.</source>
        <translation>模型 {0} 位于网络共享上。</translation>
    </message>
    <message>
        <source>Copy it to this machine and choose it there.</source>
        <translation>请复制到本机后再选择。</translation>
    </message>
    <message>
        <source>There is no file {0} any more.</source>
        <translation>文件 {0} 已不存在。</translation>
    </message>
    <message>
        <source>Choose where it lies now, or remove it from the list.</source>
        <translation>请选择它现在的位置，或将其移出列表。</translation>
    </message>
</context>
<context>
    <name>pictures</name>
    <message>
        <source>Pictures ({0})</source>
        <translation>图片 ({0})</translation>
    </message>
    <message>
        <source>It is larger than {0} MB.</source>
        <translation>它大于 {0} MB。</translation>
    </message>
    <message>
        <source>The picture is damaged or too large.</source>
        <translation>图片已损坏或过大。</translation>
    </message>
    <message>
        <source>Save a smaller copy of it in another program.</source>
        <translation>请在其他程序中另存一份较小的副本。</translation>
    </message>
</context>
<context>
    <name>templates</name>
    <message>
        <source>en</source>
        <comment>The language code of this translation: en or zh</comment>
        <translation>zh</translation>
    </message>
</context>
</TS>
