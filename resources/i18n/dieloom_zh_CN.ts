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
    <name>Alarm</name>
    <message>
        <source>Roll back</source>
        <translation>回退</translation>
    </message>
    <message>
        <source>Dismiss the alarm</source>
        <translation>关闭警报</translation>
    </message>
    <message>
        <source>It was noticed at {0} kimg.</source>
        <translation>在 {0} kimg 时发现。</translation>
    </message>
    <message>
        <source>Roll back to {0} kimg</source>
        <translation>回退到 {0} kimg</translation>
    </message>
    <message>
        <source>Undo what was learned since; the run is paused there</source>
        <translation>撤销此后学到的内容；训练在那里暂停</translation>
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
    <name>AreaTool</name>
    <message>
        <source>Drag it, or click a panel to cover it; Enter covers the selected panel.</source>
        <translation>拖出区域，或单击面板将其整面覆盖；Enter 覆盖所选面板。</translation>
    </message>
</context>
<context>
    <name>Auto</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>BarcodeFields</name>
    <message>
        <source>Barcode</source>
        <translation>条码</translation>
    </message>
    <message>
        <source>Kind of code</source>
        <translation>条码类型</translation>
    </message>
    <message>
        <source>Data of the code</source>
        <translation>条码数据</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>常用</translation>
    </message>
    <message>
        <source>Error correction</source>
        <translation>纠错等级</translation>
    </message>
    <message>
        <source>Text below the bars</source>
        <translation>条码下方的文字</translation>
    </message>
    <message>
        <source>Bar colour</source>
        <translation>条的颜色</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>底色</translation>
    </message>
    <message>
        <source>{0} × {1} mm, {2} × {3} with its quiet zone</source>
        <translation>{0} × {1} mm，含静区 {2} × {3} mm</translation>
    </message>
    <message>
        <source>{0} wants modules from {1} to {2} mm.</source>
        <translation>{0} 的模块宽度应为 {1} 至 {2} mm。</translation>
    </message>
    <message>
        <source>{0} of this module wants bars of at least {1} mm.</source>
        <translation>此模块宽度的 {0}，条高至少应为 {1} mm。</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>模块宽度</translation>
    </message>
    <message>
        <source>Width of the narrowest bar or of one square</source>
        <translation>最窄的条或一个方格的宽度</translation>
    </message>
    <message>
        <source>Usual size</source>
        <translation>常用尺寸</translation>
    </message>
    <message>
        <source>The size that the trade usually prints</source>
        <translation>业内通常印刷的尺寸</translation>
    </message>
    <message>
        <source>Bar height</source>
        <translation>条高</translation>
    </message>
    <message>
        <source>Bars are made narrower by what the press adds to them</source>
        <translation>预先将条缩窄，以抵消印刷时的扩大</translation>
    </message>
    <message>
        <source>Bar width reduction</source>
        <translation>条宽缩减</translation>
    </message>
    <message>
        <source>What people read when a scanner does not</source>
        <translation>无法扫描时供人识读</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>条高</translation>
    </message>
    <message>
        <source>Reduction</source>
        <translation>条宽缩减</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>纠错</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>条色</translation>
    </message>
    <message>
        <source>Edit barcode</source>
        <translation>编辑条码</translation>
    </message>
    <message>
        <source>Set module</source>
        <translation>设置模块宽度</translation>
    </message>
    <message>
        <source>Set bar height</source>
        <translation>设置条高</translation>
    </message>
    <message>
        <source>Set bar width reduction</source>
        <translation>设置条宽缩减</translation>
    </message>
    <message>
        <source>Set error correction</source>
        <translation>设置纠错等级</translation>
    </message>
    <message>
        <source>Show text of barcode</source>
        <translation>显示条码文字</translation>
    </message>
    <message>
        <source>Colour bars</source>
        <translation>设置条的颜色</translation>
    </message>
    <message>
        <source>Colour ground</source>
        <translation>设置底色</translation>
    </message>
    <message>
        <source>Choose barcode</source>
        <translation>选择条码类型</translation>
    </message>
    <message>
        <source>Set usual size</source>
        <translation>设为常用尺寸</translation>
    </message>
</context>
<context>
    <name>BlendRow</name>
    <message>
        <source>Leave it out</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>Weight of {0}</source>
        <translation>{0} 的权重</translation>
    </message>
    <message>
        <source>Leave {0} out</source>
        <translation>不使用 {0}</translation>
    </message>
</context>
<context>
    <name>BlendRows</name>
    <message>
        <source>a picture that is no longer here</source>
        <translation>已移除的图片</translation>
    </message>
</context>
<context>
    <name>BoardField</name>
    <message>
        <source>Edit the table of boards…</source>
        <translation>编辑纸板表…</translation>
    </message>
</context>
<context>
    <name>Boards</name>
    <message>
        <source>Board</source>
        <translation>纸板</translation>
    </message>
    <message>
        <source>Board, Chinese</source>
        <translation>纸板（中文）</translation>
    </message>
    <message>
        <source>Caliper, mm</source>
        <translation>厚度 (mm)</translation>
    </message>
    <message>
        <source>g/m²</source>
        <translation>g/m²</translation>
    </message>
    <message>
        <source>Boards</source>
        <translation>纸板</translation>
    </message>
    <message>
        <source>Add board</source>
        <translation>添加纸板</translation>
    </message>
    <message>
        <source>Remove board</source>
        <translation>移除纸板</translation>
    </message>
    <message>
        <source>Change board</source>
        <translation>修改纸板</translation>
    </message>
</context>
<context>
    <name>BoardsDialog</name>
    <message>
        <source>Boards</source>
        <translation>纸板</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>Du&amp;plicate</source>
        <translation>复制(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Reset to the program&apos;s</source>
        <translation>恢复程序自带(&amp;R)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a board</source>
        <translation>添加一种纸板</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Add a board like this one</source>
        <translation>添加一种与此相同的纸板</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete this board; packs that use it keep their caliper</source>
        <translation>删除此纸板；使用它的包装保持原有厚度</translation>
    </message>
    <message>
        <source>Reset to the program&apos;s</source>
        <translation>恢复程序自带</translation>
    </message>
    <message>
        <source>List the program&apos;s own boards again</source>
        <translation>重新列出程序自带的纸板</translation>
    </message>
    <message>
        <source>New board</source>
        <translation>新纸板</translation>
    </message>
</context>
<context>
    <name>BowTool</name>
    <message>
        <source>Bow edge</source>
        <translation>弯成弧边</translation>
    </message>
    <message>
        <source>Drag an edge out or in to bow it; drag it back to make it straight.</source>
        <translation>向外或向内拖动一边，使其成为弧边；拖回即变直。</translation>
    </message>
    <message>
        <source>Bow {0:g} mm</source>
        <translation>弧高 {0:g} mm</translation>
    </message>
</context>
<context>
    <name>BrushBar</name>
    <message>
        <source>Paint what belongs to the subject (X)</source>
        <translation>涂抹属于主体的部分 (X)</translation>
    </message>
    <message>
        <source>Paint what does not belong to it (X)</source>
        <translation>涂抹不属于主体的部分 (X)</translation>
    </message>
    <message>
        <source>Erase; or hold Shift or Alt while you paint</source>
        <translation>擦除；也可在涂抹时按住 Shift 或 Alt</translation>
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
        <source>Take the last stroke back (Ctrl+Z)</source>
        <translation>撤回上一笔 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Clear all that is painted (Delete)</source>
        <translation>清除全部涂抹 (Delete)</translation>
    </message>
    <message>
        <source>Put the brush down (Esc)</source>
        <translation>放下画笔 (Esc)</translation>
    </message>
    <message>
        <source>Fill in (Enter)</source>
        <translation>填补 (Enter)</translation>
    </message>
    <message>
        <source>Cut out (Enter)</source>
        <translation>抠图 (Enter)</translation>
    </message>
    <message>
        <source>The picture is not on this side, or is locked.</source>
        <translation>图片不在这一面，或已锁定。</translation>
    </message>
    <message>
        <source>Erase what is not meant.</source>
        <translation>擦去多涂的部分。</translation>
    </message>
    <message>
        <source>Paint over what should go.</source>
        <translation>涂抹要去掉的内容。</translation>
    </message>
    <message>
        <source>Paint the subject.</source>
        <translation>涂抹主体。</translation>
    </message>
    <message>
        <source>Paint the background.</source>
        <translation>涂抹背景。</translation>
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
    <name>Chart</name>
    <message>
        <source>{0} kimg</source>
        <translation>{0} kimg</translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message>
        <source>How badly each of the two does. Neither should win: both stay about where they are while the pictures get better.</source>
        <translation>双方各自做得有多差。谁都不应取胜：图片变好的同时，两条曲线大致保持不动。</translation>
    </message>
    <message>
        <source>judge</source>
        <translation>评判器</translation>
    </message>
    <message>
        <source>painter</source>
        <translation>绘制者</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>What the judge says of your pictures, D(real), and of made ones, D(fake). The nearer the two, the harder it is to tell them apart.</source>
        <translation>评判器对您的图片(D（真）)和生成图片(D（假）)的打分。两者越接近，就越难分辨。</translation>
    </message>
    <message>
        <source>D(real)</source>
        <translation>D(真)</translation>
    </message>
    <message>
        <source>D(fake)</source>
        <translation>D(假)</translation>
    </message>
    <message>
        <source>Judgement</source>
        <translation>评判</translation>
    </message>
    <message>
        <source>How sure the judge is of your pictures (1: of every one, it may know them by heart), and how much they are changed so that it cannot learn them by heart.</source>
        <translation>评判器对您的图片有多确信（1 表示对每一张都确信，可能已死记硬背），以及为防止死记硬背而改动图片的强度。</translation>
    </message>
    <message>
        <source>sureness</source>
        <translation>确信度</translation>
    </message>
    <message>
        <source>augmentation</source>
        <translation>增强</translation>
    </message>
    <message>
        <source>Sureness</source>
        <translation>确信度</translation>
    </message>
    <message>
        <source>How much made pictures differ from each other (1: as much as yours do; falling to 0: all alike), and how far they are from yours (falling is better).</source>
        <translation>生成图片彼此之间有多大差异（1：与您的图片一样；降到 0：全都一样），以及与您的图片相距多远（越低越好）。</translation>
    </message>
    <message>
        <source>variety</source>
        <translation>多样性</translation>
    </message>
    <message>
        <source>distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
</context>
<context>
    <name>Checker</name>
    <message>
        <source>The blank is {0:.0f} m long: no pack is so large.</source>
        <translation>展开图长达 {0:.0f} m：没有这么大的包装。</translation>
    </message>
</context>
<context>
    <name>ChoosePage</name>
    <message>
        <source>Pictures to change</source>
        <translation>要改变的图片</translation>
    </message>
    <message>
        <source>Like those that you will use it on. Twenty and more are good; one is enough.</source>
        <translation>与将来要使用该风格的图片相似。二十张以上为佳，一张也够。</translation>
    </message>
    <message>
        <source>Pictures of the style</source>
        <translation>风格图片</translation>
    </message>
    <message>
        <source>One picture, or several that agree. They stay on this machine, and you keep the rights.</source>
        <translation>一张图片，或几张风格一致的图片。图片只留在本机，权利仍归您所有。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Begun before</source>
        <translation>以前开始的</translation>
    </message>
    <message>
        <source>&amp;Learn</source>
        <translation>学习(&amp;L)</translation>
    </message>
    <message>
        <source>It can be paused, and gone on with, at any time</source>
        <translation>可以随时暂停，随时继续</translation>
    </message>
    <message>
        <source>Look at a style that was begun, or go on with it</source>
        <translation>查看已开始的风格，或继续学习</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Learn the style from these pictures</source>
        <translation>从这些图片中学习风格</translation>
    </message>
    <message>
        <source>My style</source>
        <translation>我的风格</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>时间(&amp;T)</translation>
    </message>
    <message>
        <source>About 20 minutes</source>
        <translation>约 20 分钟</translation>
    </message>
    <message>
        <source>About an hour</source>
        <translation>约 1 小时</translation>
    </message>
    <message>
        <source>About 3 hours</source>
        <translation>约 3 小时</translation>
    </message>
    <message>
        <source>Overnight, 8 hours</source>
        <translation>一夜，8 小时</translation>
    </message>
    <message>
        <source>Begun before…</source>
        <translation>以前开始的…</translation>
    </message>
</context>
<context>
    <name>ChooseTemplate</name>
    <message>
        <source>Choose template</source>
        <translation>选择模板</translation>
    </message>
    <message>
        <source>Use template</source>
        <translation>使用模板</translation>
    </message>
</context>
<context>
    <name>ColourFields</name>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Keep the layer&apos;s own colours</source>
        <translation>保留图层原有颜色</translation>
    </message>
    <message>
        <source>Strength of the colours</source>
        <translation>颜色强度</translation>
    </message>
    <message>
        <source>Only colours of the brand</source>
        <translation>只用品牌色</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Carry the colours of text and shapes over to these, too; spot inks and black stay</source>
        <translation>把文字和图形的颜色也换成这些颜色；专色和黑色保持不变</translation>
    </message>
    <message>
        <source>Recolour text and shapes</source>
        <translation>重新着色文字和图形</translation>
    </message>
    <message>
        <source>Each colour becomes the nearest of the design&apos;s spot inks: {0}</source>
        <translation>每种颜色换成设计中最接近的专色：{0}</translation>
    </message>
    <message>
        <source>Add the brand&apos;s inks in the Inks panel first</source>
        <translation>请先在“油墨”面板中添加品牌专色</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Remove corner</source>
        <translation>删除角点</translation>
    </message>
    <message>
        <source>Remove mark</source>
        <translation>删除附加图形</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Centre on panel</source>
        <translation>在面板上居中</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Remove panel</source>
        <translation>删除面板</translation>
    </message>
    <message>
        <source>Remove “{0}”?</source>
        <translation>要删除“{0}”吗？</translation>
    </message>
    <message>
        <source>These go with it: {0}.</source>
        <translation>以下内容将一并删除：{0}。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>ConstraintTable</name>
    <message>
        <source>Add constraint</source>
        <translation>添加约束</translation>
    </message>
    <message>
        <source>Remove constraint</source>
        <translation>移除约束</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>成立</translation>
    </message>
    <message>
        <source>does not hold</source>
        <translation>不成立</translation>
    </message>
    <message>
        <source>Change constraint</source>
        <translation>修改约束</translation>
    </message>
    <message>
        <source>This size cannot be.</source>
        <translation>此尺寸不可行。</translation>
    </message>
    <message>
        <source>Move constraint</source>
        <translation>移动约束</translation>
    </message>
</context>
<context>
    <name>ContactSheet</name>
    <message>
        <source>Which pictures to look at</source>
        <translation>查看哪些图片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>ContextMenu</name>
    <message>
        <source>&amp;Round Corner</source>
        <translation>圆角(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Delete Corner</source>
        <translation>删除角点(&amp;D)</translation>
    </message>
    <message>
        <source>Add &amp;Flap Here</source>
        <translation>在此添加翼片(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Add Corner</source>
        <translation>添加角点(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Bow Edge</source>
        <translation>弯成弧边(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Centre on the Panel</source>
        <translation>在面板上居中(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Crease across It</source>
        <translation>横贯压痕(&amp;C)</translation>
    </message>
    <message>
        <source>Cover with &amp;Glue</source>
        <translation>整面涂胶(&amp;G)</translation>
    </message>
    <message>
        <source>Keep Free of &amp;Varnish</source>
        <translation>整面避光油(&amp;V)</translation>
    </message>
    <message>
        <source>Make It &amp;Stay Put</source>
        <translation>设为固定面板(&amp;S)</translation>
    </message>
    <message>
        <source>Du&amp;plicate</source>
        <translation>复制(&amp;P)</translation>
    </message>
    <message>
        <source>Mirror &amp;Left and Right</source>
        <translation>左右镜像(&amp;L)</translation>
    </message>
    <message>
        <source>Mirror &amp;Top and Bottom</source>
        <translation>上下镜像(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>L&amp;ine Type</source>
        <translation>线型(&amp;I)</translation>
    </message>
    <message>
        <source>Change line type</source>
        <translation>更改线型</translation>
    </message>
</context>
<context>
    <name>Copies</name>
    <message>
        <source>Is this a copy?</source>
        <translation>这是复制品吗？</translation>
    </message>
    <message>
        <source>Comparing what the model draws with every one of your pictures…</source>
        <translation>正在将模型绘制的图片与您的每一张图片比较…</translation>
    </message>
    <message>
        <source>The comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>At the left of each pair what the model draws, at the right the most similar of your pictures. The figure says how similar: 0 is the very picture, 1 no more like it than like your others.</source>
        <translation>每对图片左边是模型绘制的，右边是您的图片中最相似的一张。数字表示相似程度：0 就是同一张图片，1 表示不比其他图片更相似。</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>比较进度</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>图片对</translation>
    </message>
    <message>
        <source>{0} of {1} should be looked at: they are very like one of your pictures.</source>
        <translation>{1} 张中有 {0} 张需要查看：它们与您的某张图片非常相似。</translation>
    </message>
    <message>
        <source>None of {0} is a copy.</source>
        <translation>{0} 张中没有复制品。</translation>
    </message>
</context>
<context>
    <name>CreaseTool</name>
    <message>
        <source>Add crease</source>
        <translation>添加压痕线</translation>
    </message>
    <message>
        <source>Drag from edge to edge of a panel: it folds there. Enter: across the selected panel.</source>
        <translation>从面板的一边拖到另一边：面板在此折叠。Enter：横贯所选面板。</translation>
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
    <name>CutoutForm</name>
    <message>
        <source>Clear background</source>
        <translation>透明背景</translation>
    </message>
    <message>
        <source>Clipping path</source>
        <translation>剪贴路径</translation>
    </message>
    <message>
        <source>What is made</source>
        <translation>生成的内容</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Soft edge</source>
        <translation>边缘柔化</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Where the program is wrong: paint what belongs to the subject, and what does not</source>
        <translation>程序判断有误时：涂抹属于主体和不属于主体的部分</translation>
    </message>
    <message>
        <source>Paint subject and background…</source>
        <translation>涂抹主体和背景…</translation>
    </message>
</context>
<context>
    <name>DevelopingLine</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{0}…</source>
        <translation>{0}…</translation>
    </message>
    <message>
        <source>Cancel: {0}</source>
        <translation>取消：{0}</translation>
    </message>
</context>
<context>
    <name>DielineCommands</name>
    <message>
        <source>{0} is in your library.</source>
        <translation>{0} 已存入您的模板库。</translation>
    </message>
    <message>
        <source>Export dieline</source>
        <translation>导出刀版</translation>
    </message>
    <message>
        <source>{0} is ready.</source>
        <translation>{0} 已完成。</translation>
    </message>
</context>
<context>
    <name>DielineEditor</name>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>The document uses {0} now.</source>
        <translation>文档现在使用 {0}。</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>Trial size</source>
        <translation>试算尺寸</translation>
    </message>
    <message>
        <source>Folded</source>
        <translation>折叠效果</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>所选</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Formulas</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Constraints</source>
        <translation>约束</translation>
    </message>
    <message>
        <source>Boards</source>
        <translation>纸板</translation>
    </message>
    <message>
        <source>Test sweep</source>
        <translation>随机试算</translation>
    </message>
    <message>
        <source>Template editor</source>
        <translation>模板编辑器</translation>
    </message>
</context>
<context>
    <name>DielinePanel</name>
    <message>
        <source>Template</source>
        <translation>模板</translation>
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
        <source>Material</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>Construction</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>以及另外 {0} 处</translation>
    </message>
    <message>
        <source>Change grain</source>
        <translation>更改纹向</translation>
    </message>
    <message>
        <source>Change dieline</source>
        <translation>修改刀版</translation>
    </message>
    <message>
        <source>inside {0} mm</source>
        <translation>内⁠尺⁠寸 {0} mm</translation>
    </message>
    <message>
        <source>flat {0} mm</source>
        <translation>展⁠开⁠尺⁠寸 {0} mm</translation>
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
    <name>DropZone</name>
    <message>
        <source>Drop your pictures here</source>
        <translation>将图片拖放到这里</translation>
    </message>
    <message>
        <source>A folder, a zip file, or the pictures themselves: 100 to 2000 of one kind are best. Sizes and formats may differ; folders in the folder become labels.</source>
        <translation>文件夹、zip 文件或图片本身：同一类的 100 到 2000 张最好。尺寸和格式可以不同；文件夹里的子文件夹会成为标签。</translation>
    </message>
    <message>
        <source>You keep the rights. Your pictures and what is learned from them stay on this machine; nothing is sent anywhere.</source>
        <translation>权利归您所有。您的图片以及从中学到的内容都留在本机，不会发送到任何地方。</translation>
    </message>
    <message>
        <source>Choose a &amp;folder…</source>
        <translation>选择文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>选择图片文件夹</translation>
    </message>
    <message>
        <source>Choose f&amp;iles…</source>
        <translation>选择文件(&amp;I)…</translation>
    </message>
    <message>
        <source>Choose pictures or a zip file</source>
        <translation>选择图片或 zip 文件</translation>
    </message>
    <message>
        <source>The folder of your pictures</source>
        <translation>您的图片文件夹</translation>
    </message>
    <message>
        <source>Pictures and zip files ({0})</source>
        <translation>图片和 zip 文件 ({0})</translation>
    </message>
    <message>
        <source>Your pictures</source>
        <translation>您的图片</translation>
    </message>
</context>
<context>
    <name>EditorCanvas</name>
    <message>
        <source>Drawing of the blank</source>
        <translation>展开图</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>未选择任何内容。</translation>
    </message>
    <message>
        <source>{0}, corner {1}</source>
        <translation>{0}，角点 {1}</translation>
    </message>
    <message>
        <source>{0}, edge {1}</source>
        <translation>{0}，边 {1}</translation>
    </message>
</context>
<context>
    <name>EditorMenus</name>
    <message>
        <source>&amp;Select and Move</source>
        <translation>选择和移动(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Import Drawing…</source>
        <translation>导入图纸(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Save to My Library</source>
        <translation>保存到我的模板库(&amp;S)</translation>
    </message>
    <message>
        <source>Save as &amp;File…</source>
        <translation>另存为文件(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Use in Document</source>
        <translation>用于文档(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
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
        <translation>复制(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Mirror &amp;Left and Right</source>
        <translation>左右镜像(&amp;L)</translation>
    </message>
    <message>
        <source>Mirror &amp;Top and Bottom</source>
        <translation>上下镜像(&amp;T)</translation>
    </message>
    <message>
        <source>S&amp;nap</source>
        <translation>吸附(&amp;N)</translation>
    </message>
    <message>
        <source>Change &amp;Shared Shapes Together</source>
        <translation>同步修改共享形状(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Centre on the Panel</source>
        <translation>在面板上居中(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Shape</source>
        <translation>形状(&amp;S)</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
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
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Go to the &amp;Drawing</source>
        <translation>转到展开图(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
</context>
<context>
    <name>EndsSection</name>
    <message>
        <source>Bottom end</source>
        <translation>底端</translation>
    </message>
    <message>
        <source>Top end</source>
        <translation>顶端</translation>
    </message>
    <message>
        <source>Lids hang on</source>
        <translation>盒盖连于</translation>
    </message>
</context>
<context>
    <name>EnhanceForm</name>
    <message>
        <source>Look at the picture, and set what it needs</source>
        <translation>分析图片并设置所需的强度</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Less noise</source>
        <translation>降噪</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>锐度</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>White balance</source>
        <translation>白平衡</translation>
    </message>
</context>
<context>
    <name>Expert</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Expert</source>
        <translation>专家</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Product pictures, 256 px</source>
        <translation>产品图片，256 像素</translation>
    </message>
    <message>
        <source>Classic DCGAN</source>
        <translation>经典 DCGAN</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>The fastest</source>
        <translation>最快的</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失函数</translation>
    </message>
    <message>
        <source>Non-saturating</source>
        <translation>非饱和</translation>
    </message>
    <message>
        <source>Relativistic</source>
        <translation>相对</translation>
    </message>
    <message>
        <source>Hinge</source>
        <translation>Hinge</translation>
    </message>
    <message>
        <source>Wasserstein</source>
        <translation>Wasserstein</translation>
    </message>
    <message>
        <source>Minimax</source>
        <translation>极小极大</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>As needed (ADA)</source>
        <translation>按需 (ADA)</translation>
    </message>
    <message>
        <source>Fixed strength</source>
        <translation>固定强度</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Spectral norm</source>
        <translation>谱归一化</translation>
    </message>
    <message>
        <source>A way of training known by name</source>
        <translation>有名称的训练方式</translation>
    </message>
    <message>
        <source>What computes</source>
        <translation>用什么计算</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>How far each step goes; too far and training comes apart</source>
        <translation>每一步走多远；太远训练会崩溃</translation>
    </message>
    <message>
        <source>R1 penalty (gamma)</source>
        <translation>R1 惩罚 (gamma)</translation>
    </message>
    <message>
        <source>Holds the judge back where it is too sure</source>
        <translation>在评判器过于确信时加以约束</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>The longest step allowed; against explosions</source>
        <translation>允许的最大步长；防止梯度爆炸</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>On what the judge sees, at first; against collapse</source>
        <translation>起初加在评判器所见的图片上；防止坍缩</translation>
    </message>
    <message>
        <source>Unrolled steps</source>
        <translation>展开步数</translation>
    </message>
    <message>
        <source>How far the painter looks ahead at the judge; against collapse, and slow</source>
        <translation>绘制者对评判器预看多少步；防止坍缩，但较慢</translation>
    </message>
    <message>
        <source>Frozen blocks (FreezeD)</source>
        <translation>冻结块 (FreezeD)</translation>
    </message>
    <message>
        <source>Parts of the judge that do not learn; for few pictures and a model to begin from</source>
        <translation>评判器中不再学习的部分；适合图片少且从已有模型开始时</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批量</translation>
    </message>
    <message>
        <source>Pictures learned from at once; a multiple of 4</source>
        <translation>一次学习的图片数；4 的倍数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same seed trains the same model</source>
        <translation>相同的种子训练出相同的模型</translation>
    </message>
    <message>
        <source>What judge and painter are told</source>
        <translation>告诉评判器和绘制者什么</translation>
    </message>
    <message>
        <source>How steps are made of slopes</source>
        <translation>如何由斜率得出步伐</translation>
    </message>
    <message>
        <source>Changes to what the judge sees, so that it cannot learn few pictures by heart</source>
        <translation>改动评判器所见的图片，使其无法死记硬背少量图片</translation>
    </message>
    <message>
        <source>Mirrored pictures count as well; not for writing and logos</source>
        <translation>镜像图片也算在内；不适合文字和徽标</translation>
    </message>
    <message>
        <source>Keeps the judge&apos;s slope in bounds; against explosions</source>
        <translation>限制评判器的斜率；防止梯度爆炸</translation>
    </message>
</context>
<context>
    <name>ExportPrint</name>
    <message>
        <source>Export print PDF</source>
        <translation>导出印刷 PDF</translation>
    </message>
    <message>
        <source>Printer&apos;s preset</source>
        <translation>印厂预设</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Output profile</source>
        <translation>输出特性文件</translation>
    </message>
    <message>
        <source>As many packs as a press s&amp;heet holds</source>
        <translation>拼大版，排满一张印张(&amp;H)</translation>
    </message>
    <message>
        <source>Sheet size</source>
        <translation>印张尺寸</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Sho&amp;w</source>
        <translation>查看(&amp;W)</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Of artwork; pictures are never enlarged to it</source>
        <translation>图案的分辨率；图片不会为此放大</translation>
    </message>
    <message>
        <source>Width of the sheet</source>
        <translation>印张宽度</translation>
    </message>
    <message>
        <source>Height of the sheet</source>
        <translation>印张高度</translation>
    </message>
    <message>
        <source>Press sheet</source>
        <translation>拼大版</translation>
    </message>
    <message>
        <source>Nested by their contours, with the marks of a sheet</source>
        <translation>按轮廓套排，并加印张标记</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Close this dialogue and show what preflight found</source>
        <translation>关闭此对话框并查看印前检查结果</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>&amp;Printer</source>
        <translation>印厂(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Standard</source>
        <translation>标准(&amp;S)</translation>
    </message>
    <message>
        <source>P&amp;rofile</source>
        <translation>特性文件(&amp;R)</translation>
    </message>
    <message>
        <source>R&amp;esolution</source>
        <translation>分辨率(&amp;E)</translation>
    </message>
    <message>
        <source>As the design says</source>
        <translation>按设计设定</translation>
    </message>
    <message>
        <source>As the design says: {0}</source>
        <translation>按设计设定：{0}</translation>
    </message>
    <message>
        <source>Checking the design…</source>
        <translation>正在检查设计…</translation>
    </message>
    <message>
        <source>E&amp;xport Anyway…</source>
        <translation>仍要导出(&amp;X)…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>导出(&amp;X)…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Choose where the PDF goes</source>
        <translation>选择 PDF 的保存位置</translation>
    </message>
    <message>
        <source>{0}, by the limits of {1}</source>
        <translation>{0}（按“{1}”的限值）</translation>
    </message>
    <message>
        <source>The design was not checked</source>
        <translation>未检查此设计</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>Save the print PDF</source>
        <translation>保存印刷 PDF</translation>
    </message>
    <message>
        <source>-sheet</source>
        <translation>-拼版</translation>
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
        <source>Light copy for mail</source>
        <translation>邮件用浅色稿</translation>
    </message>
    <message>
        <source>-light</source>
        <translation>-浅色稿</translation>
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
    <name>ExpressionField</name>
    <message>
        <source>Make it a formula</source>
        <translation>设为公式</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>名称：</translation>
    </message>
</context>
<context>
    <name>Extracts</name>
    <message>
        <source>Reading the colours…</source>
        <translation>正在读取颜色…</translation>
    </message>
    <message>
        <source>Reading the style…</source>
        <translation>正在读取风格…</translation>
    </message>
    <message>
        <source>Searching the nearest pattern…</source>
        <translation>正在寻找最接近的图案…</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Take It from the Drawing</source>
        <translation>取自图形</translation>
    </message>
    <message>
        <source>By its outermost corners</source>
        <translation>按最外侧的角点</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代号</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Title, Chinese</source>
        <translation>中文标题</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Other names</source>
        <translation>别名</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>any way</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Grain</source>
        <translation>纹向</translation>
    </message>
    <message>
        <source>Bleed</source>
        <translation>出血</translation>
    </message>
    <message>
        <source>What it measures</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Size gives</source>
        <translation>尺寸参数</translation>
    </message>
    <message>
        <source>Inside length</source>
        <translation>内长</translation>
    </message>
    <message>
        <source>Inside width</source>
        <translation>内宽</translation>
    </message>
    <message>
        <source>Inside height</source>
        <translation>内高</translation>
    </message>
    <message>
        <source>Blank width</source>
        <translation>展开宽度</translation>
    </message>
    <message>
        <source>Blank height</source>
        <translation>展开高度</translation>
    </message>
    <message>
        <source>Die size</source>
        <translation>刀版尺寸</translation>
    </message>
    <message>
        <source>Outside size</source>
        <translation>外尺寸</translation>
    </message>
    <message>
        <source>What the size is, measured so: formulas in its order, separated by semicolons; empty if unknown</source>
        <translation>按此方式量得的尺寸：公式按尺寸参数的顺序排列，以分号分隔；未知则留空</translation>
    </message>
    <message>
        <source>Measure blank</source>
        <translation>量取展开尺寸</translation>
    </message>
    <message>
        <source>The drawing is {0:.2f} × {1:.2f} mm: change the blank&apos;s formulas to what it is at every size.</source>
        <translation>图形为 {0:.2f} × {1:.2f} mm：请修改展开尺寸的公式，使其在任何尺寸下都与图形一致。</translation>
    </message>
    <message>
        <source>Change template</source>
        <translation>修改模板</translation>
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
    <name>FillForm</name>
    <message>
        <source>Network that fills in</source>
        <translation>用于填补的网络</translation>
    </message>
    <message>
        <source>Paint over what should go, then press Enter</source>
        <translation>涂抹要去掉的内容，然后按 Enter</translation>
    </message>
    <message>
        <source>Paint what should go…</source>
        <translation>涂抹要去掉的内容…</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
</context>
<context>
    <name>Film</name>
    <message>
        <source>Play the samples from the beginning</source>
        <translation>从头播放样图</translation>
    </message>
    <message>
        <source>Samples through time</source>
        <translation>样图的变化过程</translation>
    </message>
    <message>
        <source>Look back through the samples</source>
        <translation>回看先前的样图</translation>
    </message>
    <message>
        <source>{0} kimg</source>
        <translation>{0} kimg</translation>
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
    <name>FindingList</name>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>What is wrong with the template; click a line to go there</source>
        <translation>模板的问题；单击一行可转到该处</translation>
    </message>
    <message>
        <source>Nothing is wrong: the blank cuts, folds and closes.</source>
        <translation>没有问题：展开图可模切、可折叠、可闭合。</translation>
    </message>
</context>
<context>
    <name>FinenessLine</name>
    <message>
        <source>Bring it up</source>
        <translation>提高分辨率</translation>
    </message>
    <message>
        <source>Bring it up to {0} ppi</source>
        <translation>提高至 {0} ppi</translation>
    </message>
    <message>
        <source>Make {0} times as many pixels of each side, by the program&apos;s own network</source>
        <translation>用程序自带的网络将每边像素增至 {0} 倍</translation>
    </message>
    <message>
        <source>{0} ppi at its printed size; the printer wants {1}</source>
        <translation>印刷尺寸下为 {0} ppi，印厂要求 {1}</translation>
    </message>
    <message>
        <source>{0} ppi at its printed size, of {1} × {2} pixels</source>
        <translation>印刷尺寸下为 {0} ppi，共 {1} × {2} 像素</translation>
    </message>
</context>
<context>
    <name>FlapTool</name>
    <message>
        <source>Add flap</source>
        <translation>添加翼片</translation>
    </message>
    <message>
        <source>Press on an edge of a panel and drag out; Enter puts a flap on the selected edge.</source>
        <translation>在面板的边上按下并向外拖；Enter 在所选边上添加翼片。</translation>
    </message>
    <message>
        <source>{0:g} mm deep</source>
        <translation>深 {0:g} mm</translation>
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
    <name>FoldPanel</name>
    <message>
        <source>Fold the pack, step by step</source>
        <translation>逐步折叠包装</translation>
    </message>
    <message>
        <source>How far the pack is folded</source>
        <translation>折叠程度</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>纸板</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>表面工艺</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Export glTF…</source>
        <translation>导出 glTF…</translation>
    </message>
    <message>
        <source>A PNG of the pack as it stands here, at any size</source>
        <translation>将此处所示的包装存为任意大小的 PNG</translation>
    </message>
    <message>
        <source>A 3D model with its artwork (.glb), for renderers and the web</source>
        <translation>带图案的三维模型 (.glb)，用于渲染软件和网页</translation>
    </message>
    <message>
        <source>Board by thickness</source>
        <translation>按厚度选纸板</translation>
    </message>
    <message>
        <source>White board</source>
        <translation>白卡纸</translation>
    </message>
    <message>
        <source>Uncoated board</source>
        <translation>无涂布纸板</translation>
    </message>
    <message>
        <source>Kraft</source>
        <translation>牛皮卡</translation>
    </message>
    <message>
        <source>Recycled board</source>
        <translation>再生纸板</translation>
    </message>
    <message>
        <source>Corrugated board</source>
        <translation>瓦楞纸板</translation>
    </message>
    <message>
        <source>Matte</source>
        <translation>哑光</translation>
    </message>
    <message>
        <source>Gloss</source>
        <translation>亮光</translation>
    </message>
    <message>
        <source>Foil</source>
        <translation>烫金</translation>
    </message>
    <message>
        <source>Spot varnish</source>
        <translation>局部上光</translation>
    </message>
    <message>
        <source>Export glTF</source>
        <translation>导出 glTF</translation>
    </message>
    <message>
        <source>-folded</source>
        <translation>-折叠</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
</context>
<context>
    <name>FoldTree</name>
    <message>
        <source>Panel</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Panels and marks</source>
        <translation>面板与附加图形</translation>
    </message>
    <message>
        <source>Drag a panel onto another one to hang it there</source>
        <translation>将面板拖到另一面板上，使其连于该面板</translation>
    </message>
</context>
<context>
    <name>FoldView</name>
    <message>
        <source>Folded pack</source>
        <translation>折叠的包装</translation>
    </message>
    <message>
        <source>{0} % folded, turned by {1}°, seen from {2}° above</source>
        <translation>折叠 {0} %，旋转 {1}°，俯视 {2}°</translation>
    </message>
</context>
<context>
    <name>Folding</name>
    <message>
        <source>Fold the pack, step by step</source>
        <translation>逐步折叠包装</translation>
    </message>
    <message>
        <source>How far the pack is folded</source>
        <translation>折叠程度</translation>
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
    <name>FormulaTable</name>
    <message>
        <source>Add formula</source>
        <translation>添加公式</translation>
    </message>
    <message>
        <source>Remove formula</source>
        <translation>移除公式</translation>
    </message>
    <message>
        <source>Used by {0}</source>
        <translation>用于：{0}</translation>
    </message>
    <message>
        <source>Change formula {0}</source>
        <translation>修改公式 {0}</translation>
    </message>
    <message>
        <source>Rename formula</source>
        <translation>重命名公式</translation>
    </message>
    <message>
        <source>Move formula</source>
        <translation>移动公式</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
</context>
<context>
    <name>Group</name>
    <message>
        <source>Tube</source>
        <translation>管式纸盒</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>盘式纸盒</translation>
    </message>
    <message>
        <source>Corrugated</source>
        <translation>瓦楞纸箱</translation>
    </message>
    <message>
        <source>Sleeve</source>
        <translation>封套</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>展示盒</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Pouch</source>
        <translation>包装袋</translation>
    </message>
    <message>
        <source>Garment</source>
        <translation>服装布品</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>吊牌</translation>
    </message>
    <message>
        <source>Own</source>
        <translation>自有</translation>
    </message>
</context>
<context>
    <name>GrowingFields</name>
    <message>
        <source>Grow</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Grow from the seed alone</source>
        <translation>只由种子生成</translation>
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
</context>
<context>
    <name>HeatLegend</name>
    <message>
        <source>Colours of the ink coverage</source>
        <translation>总墨量色标</translation>
    </message>
    <message>
        <source>limit {0} %</source>
        <translation>上限 {0} %</translation>
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
    <name>Hints</name>
    <message>
        <source>Do this</source>
        <translation>照此执行</translation>
    </message>
    <message>
        <source>Do this: {0}</source>
        <translation>照此执行：{0}</translation>
    </message>
    <message>
        <source>Pause, and set {0}</source>
        <translation>暂停，并设置 {0}</translation>
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
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>{0} × {1} pixels</source>
        <translation>{0} × {1} 像素</translation>
    </message>
</context>
<context>
    <name>Images</name>
    <message>
        <source>Developing a picture</source>
        <translation>正在处理图片</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import Drawing</source>
        <translation>导入图纸</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>线条</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>线型</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代号</translation>
    </message>
    <message>
        <source>Unit of the drawing</source>
        <translation>图纸单位</translation>
    </message>
    <message>
        <source>Board caliper</source>
        <translation>纸板厚度</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>{0:.1f} × {1:.1f} mm</source>
        <translation>{0:.1f} × {1:.1f} mm</translation>
    </message>
    <message>
        <source>Nothing was left out.</source>
        <translation>没有略去任何内容。</translation>
    </message>
    <message>
        <source>Drawn in</source>
        <translation>图纸单位</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Lines of the drawing and their types</source>
        <translation>图纸的线条及其线型</translation>
    </message>
    <message>
        <source>Type of {0}</source>
        <translation>{0} 的线型</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>{0:.0f} mm in all</source>
        <translation>总长 {0:.0f} mm</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>Drawings ({0})</source>
        <translation>图纸 ({0})</translation>
    </message>
    <message>
        <source>Import drawing</source>
        <translation>导入图纸</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>以及另外 {0} 条</translation>
    </message>
    <message>
        <source>The drawing is imported.</source>
        <translation>图纸已导入。</translation>
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
    <name>Inspector</name>
    <message>
        <source>Click a panel, a mark, a corner or an edge.</source>
        <translation>请单击面板、附加图形、角点或边。</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>显示名</translation>
    </message>
    <message>
        <source>Label, Chinese</source>
        <translation>中文显示名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Print turned</source>
        <translation>印刷旋转</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>It stays put; all other panels hang on it.</source>
        <translation>它固定不动，其他面板都连于它。</translation>
    </message>
    <message>
        <source>Bend</source>
        <translation>弯曲</translation>
    </message>
    <message>
        <source>Hangs on</source>
        <translation>连于</translation>
    </message>
    <message>
        <source>Hang panel</source>
        <translation>改变面板连接</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>折叠角度</translation>
    </message>
    <message>
        <source>Fold order</source>
        <translation>折叠顺序</translation>
    </message>
    <message>
        <source>Hinge</source>
        <translation>折线</translation>
    </message>
    <message>
        <source>Make It Stay Put</source>
        <translation>设为固定面板</translation>
    </message>
    <message>
        <source>flat</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>lines along x</source>
        <translation>母线沿 x</translation>
    </message>
    <message>
        <source>lines along y</source>
        <translation>母线沿 y</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>成型后</translation>
    </message>
    <message>
        <source>Turns by</source>
        <translation>弯曲角度</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>附加图形</translation>
    </message>
    <message>
        <source>Line type</source>
        <translation>线型</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>闭合</translation>
    </message>
    <message>
        <source>open</source>
        <translation>不闭合</translation>
    </message>
    <message>
        <source>Boundary</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>Place and size</source>
        <translation>位置与大小</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Place x</source>
        <translation>位置 x</translation>
    </message>
    <message>
        <source>Place y</source>
        <translation>位置 y</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>On the blank</source>
        <translation>在展开图上</translation>
    </message>
    <message>
        <source>not mirrored</source>
        <translation>不镜像</translation>
    </message>
    <message>
        <source>left and right</source>
        <translation>左右</translation>
    </message>
    <message>
        <source>top and bottom</source>
        <translation>上下</translation>
    </message>
    <message>
        <source>both</source>
        <translation>左右和上下</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Shape “{0}”, shared with {1}.</source>
        <translation>形状“{0}”，与 {1} 共享。</translation>
    </message>
    <message>
        <source>Shape “{0}”.</source>
        <translation>形状“{0}”。</translation>
    </message>
    <message>
        <source>Give It Corners of Its Own</source>
        <translation>改用独立角点</translation>
    </message>
    <message>
        <source>Corners of its own: {0}.</source>
        <translation>独立角点：{0} 个。</translation>
    </message>
    <message>
        <source>Corner {0} of {1}</source>
        <translation>{1} 的角点 {0}</translation>
    </message>
    <message>
        <source>x</source>
        <translation>x</translation>
    </message>
    <message>
        <source>y</source>
        <translation>y</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>圆角半径</translation>
    </message>
    <message>
        <source>Bow before it</source>
        <translation>前一边弧高</translation>
    </message>
    <message>
        <source>Change corner</source>
        <translation>修改角点</translation>
    </message>
    <message>
        <source>Make formula {0}</source>
        <translation>设为公式 {0}</translation>
    </message>
    <message>
        <source>Edge {0} of {1}</source>
        <translation>{1} 的边 {0}</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Bow</source>
        <translation>弧高</translation>
    </message>
    <message>
        <source>Bow edge</source>
        <translation>弯成弧边</translation>
    </message>
    <message>
        <source>The knife cuts along it.</source>
        <translation>刀线沿此边切断。</translation>
    </message>
    <message>
        <source>“{1}” hangs here on “{0}”.</source>
        <translation>“{1}”在此连于“{0}”。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Rename panel</source>
        <translation>重命名面板</translation>
    </message>
    <message>
        <source>Change {0}</source>
        <translation>修改 {0}</translation>
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
    <name>Keeping</name>
    <message>
        <source>Saved {0} to your library.</source>
        <translation>已将 {0} 保存到您的模板库。</translation>
    </message>
    <message>
        <source>Dieline templates (*{0})</source>
        <translation>刀版模板 (*{0})</translation>
    </message>
    <message>
        <source>Save template as a file</source>
        <translation>将模板存为文件</translation>
    </message>
    <message>
        <source>Saved {0}.</source>
        <translation>已保存 {0}。</translation>
    </message>
    <message>
        <source>Dieline templates ({0})</source>
        <translation>刀版模板 ({0})</translation>
    </message>
    <message>
        <source>Open template</source>
        <translation>打开模板</translation>
    </message>
    <message>
        <source>Own template</source>
        <translation>自有模板</translation>
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
        <source>Insert barcode</source>
        <translation>插入条码</translation>
    </message>
    <message>
        <source>Insert image</source>
        <translation>插入图片</translation>
    </message>
    <message>
        <source>Place PDF or SVG</source>
        <translation>置入 PDF 或 SVG</translation>
    </message>
    <message>
        <source>Place artwork</source>
        <translation>置入图形</translation>
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
        <source>Replace artwork</source>
        <translation>替换置入图形</translation>
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
        <source>Barcode</source>
        <translation>条码</translation>
    </message>
    <message>
        <source>PDF or SVG…</source>
        <translation>PDF 或 SVG…</translation>
    </message>
    <message>
        <source>Add layer</source>
        <translation>添加图层</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Choose a PDF or SVG</source>
        <translation>选择 PDF 或 SVG</translation>
    </message>
</context>
<context>
    <name>LearnStyleDialog</name>
    <message>
        <source>Learn a style</source>
        <translation>学习风格</translation>
    </message>
    <message>
        <source>What it had learned is kept. Continue goes on from the last saved state.</source>
        <translation>已学到的内容都已保留。“继续”会从最后保存的状态接着学习。</translation>
    </message>
    <message>
        <source>Learning {0} has stopped: {1}</source>
        <translation>“{0}”的学习已停止：{1}</translation>
    </message>
</context>
<context>
    <name>LearnedButton</name>
    <message>
        <source>Paint the layer in {0}</source>
        <translation>用“{0}”绘制图层</translation>
    </message>
</context>
<context>
    <name>LearnedStyles</name>
    <message>
        <source>Learned styles</source>
        <translation>已学风格</translation>
    </message>
    <message>
        <source>Teach the program a style from your own pictures</source>
        <translation>用您自己的图片教程序学习一种风格</translation>
    </message>
    <message>
        <source>Learn a style…</source>
        <translation>学习风格…</translation>
    </message>
    <message>
        <source>Styles that you teach the program from your own pictures appear here.</source>
        <translation>您用自己的图片教给程序的风格会显示在这里。</translation>
    </message>
</context>
<context>
    <name>LearningPage</name>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Save everything; it goes on exactly from there</source>
        <translation>保存全部内容；之后可从此处原样继续</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>继续(&amp;C)</translation>
    </message>
    <message>
        <source>Learn on from where it was paused</source>
        <translation>从暂停处继续学习</translation>
    </message>
    <message>
        <source>&amp;Other pictures</source>
        <translation>其他图片(&amp;O)</translation>
    </message>
    <message>
        <source>Back to the choice of pictures</source>
        <translation>返回选择图片</translation>
    </message>
    <message>
        <source>Progress of the learning</source>
        <translation>学习进度</translation>
    </message>
    <message>
        <source>Above your pictures, in the middle what becomes of them, below the style.</source>
        <translation>上排是您的图片，中排是转换结果，下排是风格。</translation>
    </message>
    <message>
        <source>{0} learned</source>
        <translation>已学习 {0}</translation>
    </message>
    <message>
        <source>The first samples come in a moment.</source>
        <translation>第一批样张即将出现。</translation>
    </message>
    <message>
        <source>There are no samples yet.</source>
        <translation>还没有样张。</translation>
    </message>
    <message>
        <source>Saving what it has learned…</source>
        <translation>正在保存已学到的内容…</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>正在学习</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>Ready for use</source>
        <translation>可以使用</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>References</source>
        <translation>参考图</translation>
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
        <source>Collection</source>
        <translation>收藏夹</translation>
    </message>
    <message>
        <source>Choose a part of the picture (Enter)</source>
        <translation>选取图片局部 (Enter)</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>收藏夹</translation>
    </message>
    <message>
        <source>Remove the chosen pictures (Del)</source>
        <translation>移除所选图片 (Del)</translation>
    </message>
    <message>
        <source>All pictures</source>
        <translation>全部图片</translation>
    </message>
    <message>
        <source>In no collection</source>
        <translation>未归入收藏夹</translation>
    </message>
    <message>
        <source>Reading pictures…</source>
        <translation>正在读取图片…</translation>
    </message>
    <message>
        <source>There is no picture to paste. Copy one first.</source>
        <translation>没有可粘贴的图片。请先复制一张。</translation>
    </message>
    <message>
        <source>Paste reference</source>
        <translation>粘贴参考图</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>Choose reference pictures</source>
        <translation>选择参考图片</translation>
    </message>
    <message>
        <source>Remove references</source>
        <translation>移除参考图</translation>
    </message>
    <message>
        <source>Move to collection</source>
        <translation>移至收藏夹</translation>
    </message>
    <message>
        <source>New collection</source>
        <translation>新建收藏夹</translation>
    </message>
    <message>
        <source>Rename collection</source>
        <translation>重命名收藏夹</translation>
    </message>
    <message>
        <source>Dissolve collection</source>
        <translation>解散收藏夹</translation>
    </message>
    <message>
        <source>&amp;New collection…</source>
        <translation>新建收藏夹(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Rename this collection…</source>
        <translation>重命名此收藏夹(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Dissolve this collection</source>
        <translation>解散此收藏夹(&amp;D)</translation>
    </message>
    <message>
        <source>Stop &amp;using it</source>
        <translation>停止使用(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Use it</source>
        <translation>使用(&amp;U)</translation>
    </message>
    <message>
        <source>Choose a &amp;part…</source>
        <translation>选取局部(&amp;P)…</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>重命名(&amp;N)</translation>
    </message>
    <message>
        <source>Move to the &amp;front (Alt+Left)</source>
        <translation>前移(&amp;F) (Alt+←)</translation>
    </message>
    <message>
        <source>Move to the &amp;back (Alt+Right)</source>
        <translation>后移(&amp;B) (Alt+→)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Choose pictures…</source>
        <translation>选择图片(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Paste a picture</source>
        <translation>粘贴图片(&amp;P)</translation>
    </message>
    <message>
        <source>Add references</source>
        <translation>添加参考图</translation>
    </message>
    <message>
        <source>Choose a part of a reference</source>
        <translation>选取参考图局部</translation>
    </message>
    <message>
        <source>Name of the collection</source>
        <translation>收藏夹名称</translation>
    </message>
    <message>
        <source>&amp;Move to</source>
        <translation>移至(&amp;M)</translation>
    </message>
    <message>
        <source>No collection</source>
        <translation>不归入收藏夹</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>新建收藏夹…</translation>
    </message>
</context>
<context>
    <name>LimitFields</name>
    <message>
        <source>Finding</source>
        <translation>检查项</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Findings and how severe they are</source>
        <translation>检查项及其级别</translation>
    </message>
</context>
<context>
    <name>LineModel</name>
    <message>
        <source>Line</source>
        <translation>线型</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Layer in DXF and SVG</source>
        <translation>DXF 和 SVG 中的图层</translation>
    </message>
    <message>
        <source>Plate</source>
        <translation>印版</translation>
    </message>
    <message>
        <source>Spot ink and layer in PDF</source>
        <translation>PDF 中的专色和图层</translation>
    </message>
    <message>
        <source>C M Y K</source>
        <translation>C M Y K</translation>
    </message>
    <message>
        <source>What stands for the ink, in percent</source>
        <translation>专色的四色替代值，百分比</translation>
    </message>
    <message>
        <source>Dash</source>
        <translation>虚线</translation>
    </message>
    <message>
        <source>Lengths on and off, mm; empty for none</source>
        <translation>实、空长度交替 (mm)；留空为实线</translation>
    </message>
    <message>
        <source>Four numbers from 0 to 100 are wanted, such as 0 100 0 0.</source>
        <translation>请输入四个 0 到 100 的数，例如 0 100 0 0。</translation>
    </message>
    <message>
        <source>Up to eight lengths from 0 to 100 mm are wanted, such as 3 1.5.</source>
        <translation>请输入至多八个 0 到 100 mm 的长度，例如 3 1.5。</translation>
    </message>
    <message>
        <source>{0} is not a list of numbers.</source>
        <translation>{0} 不是一列数字。</translation>
    </message>
</context>
<context>
    <name>LineTable</name>
    <message>
        <source>Lines</source>
        <translation>刀线</translation>
    </message>
    <message>
        <source>Lines with one plate name are on one plate, and mixed alike.</source>
        <translation>印版名称相同的线在同一块印版上，配色也相同。</translation>
    </message>
</context>
<context>
    <name>LineTool</name>
    <message>
        <source>Drag from end to end; Shift keeps it level or upright. Enter: across the selected panel.</source>
        <translation>从一端拖到另一端；按住 Shift 保持水平或垂直。Enter：横贯所选面板。</translation>
    </message>
</context>
<context>
    <name>LineType</name>
    <message>
        <source>Cut</source>
        <translation>切线</translation>
    </message>
    <message>
        <source>Crease</source>
        <translation>压痕线</translation>
    </message>
    <message>
        <source>Reverse crease</source>
        <translation>反压痕线</translation>
    </message>
    <message>
        <source>Perforation</source>
        <translation>打孔线</translation>
    </message>
    <message>
        <source>Half cut</source>
        <translation>半切线</translation>
    </message>
    <message>
        <source>Cut-crease</source>
        <translation>切压线</translation>
    </message>
    <message>
        <source>Slit</source>
        <translation>切缝</translation>
    </message>
    <message>
        <source>Bleed</source>
        <translation>出血</translation>
    </message>
    <message>
        <source>Safe area</source>
        <translation>安全区</translation>
    </message>
    <message>
        <source>Glue area</source>
        <translation>涂胶区</translation>
    </message>
    <message>
        <source>Varnish-free area</source>
        <translation>避光油区</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>开窗</translation>
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
    <name>MarkFields</name>
    <message>
        <source>Gap</source>
        <translation>间距</translation>
    </message>
    <message>
        <source>Between the bleed and the marks</source>
        <translation>出血与标记之间的距离</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Of a trim mark</source>
        <translation>裁切标记的长度</translation>
    </message>
    <message>
        <source>What is printed outside the bleed</source>
        <translation>印在出血以外的标记</translation>
    </message>
    <message>
        <source>Trim marks</source>
        <translation>裁切标记</translation>
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
    <name>Measure</name>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>半径</translation>
    </message>
</context>
<context>
    <name>MeasureTool</name>
    <message>
        <source>Drag from one place to another to measure; Shift keeps it level or upright.</source>
        <translation>从一处拖到另一处以测量；按住 Shift 保持水平或垂直。</translation>
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
        <source>&amp;Light Copy for Mail…</source>
        <translation>邮件用浅色稿(&amp;L)…</translation>
    </message>
    <message>
        <source>Export PN&amp;G…</source>
        <translation>导出 PNG(&amp;G)…</translation>
    </message>
    <message>
        <source>Export Print PDF Aga&amp;in</source>
        <translation>再次导出印刷 PDF(&amp;I)</translation>
    </message>
    <message>
        <source>Print Pape&amp;r Proof…</source>
        <translation>打印 1:1 纸样(&amp;R)…</translation>
    </message>
    <message>
        <source>Pre&amp;flight a PDF…</source>
        <translation>对 PDF 做印前检查(&amp;F)…</translation>
    </message>
    <message>
        <source>Printers’ Prese&amp;ts…</source>
        <translation>印厂预设(&amp;T)…</translation>
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
        <source>P&amp;icture</source>
        <translation>图片(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Bring Up to the Printer&apos;s Resolution</source>
        <translation>提高至印厂要求的分辨率(&amp;B)</translation>
    </message>
    <message>
        <source>En&amp;large…</source>
        <translation>放大(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Enhance…</source>
        <translation>增强(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Cut Out…</source>
        <translation>抠图(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Fill In…</source>
        <translation>填补(&amp;F)…</translation>
    </message>
    <message>
        <source>C&amp;olours…</source>
        <translation>颜色(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Vectorise…</source>
        <translation>矢量化(&amp;V)…</translation>
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
        <source>&amp;Barcode</source>
        <translation>条码(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Place PDF or SVG…</source>
        <translation>置入 PDF 或 SVG(&amp;P)…</translation>
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
        <source>&amp;Train a Model…</source>
        <translation>训练模型(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Choose Template…</source>
        <translation>选择模板(&amp;C)…</translation>
    </message>
    <message>
        <source>Edit a Co&amp;py in the Template Editor…</source>
        <translation>在模板编辑器中编辑副本(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Import Drawing…</source>
        <translation>导入图纸(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Boards…</source>
        <translation>纸板(&amp;B)…</translation>
    </message>
    <message>
        <source>Sheet &amp;Layout…</source>
        <translation>拼版(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Export Dieline…</source>
        <translation>导出刀版(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Names of Lines</source>
        <translation>线条命名(&amp;N)</translation>
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
        <source>Resolution of Pi&amp;ctures</source>
        <translation>图片分辨率(&amp;C)</translation>
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
        <source>As on the &amp;Screen</source>
        <translation>按屏幕显示(&amp;S)</translation>
    </message>
    <message>
        <source>Soft &amp;Proof</source>
        <translation>软打样(&amp;P)</translation>
    </message>
    <message>
        <source>P&amp;lates</source>
        <translation>印版(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Ink Coverage</source>
        <translation>总墨量(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Gamut Warning</source>
        <translation>色域警告(&amp;G)</translation>
    </message>
    <message>
        <source>Press Vie&amp;w</source>
        <translation>印刷预览(&amp;W)</translation>
    </message>
    <message>
        <source>R&amp;un Preflight</source>
        <translation>运行印前检查(&amp;U)</translation>
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
        <source>What is {0}?</source>
        <translation>{0} 是什么？</translation>
    </message>
    <message>
        <source>&amp;Artwork to Place</source>
        <translation>要置入的图形(&amp;A)</translation>
    </message>
    <message>
        <source>A &amp;Dieline</source>
        <translation>刀版图(&amp;D)</translation>
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
    <name>ModelChoice</name>
    <message>
        <source>Choose a network&apos;s file</source>
        <translation>选择网络文件</translation>
    </message>
    <message>
        <source>Dieloom&apos;s own</source>
        <translation>Dieloom 自带</translation>
    </message>
    <message>
        <source>Networks ({0})</source>
        <translation>网络 ({0})</translation>
    </message>
    <message>
        <source>Choose a network</source>
        <translation>选择网络</translation>
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
        <source>{0} · blank {1} × {2} mm, {3} mm thick</source>
        <translation>{0} · 展开尺寸 {1} × {2} mm，厚 {3} mm</translation>
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
    <name>PaintingFields</name>
    <message>
        <source>Paint over</source>
        <translation>覆绘</translation>
    </message>
    <message>
        <source>Paint nothing over the layer</source>
        <translation>不在图层上覆绘</translation>
    </message>
    <message>
        <source>Palette: how far the colours go over</source>
        <translation>色彩：颜色转移的程度</translation>
    </message>
    <message>
        <source>Texture: how far the fine detail does</source>
        <translation>肌理：细节转移的程度</translation>
    </message>
    <message>
        <source>Structure: how far the larger shapes do</source>
        <translation>结构：大形转移的程度</translation>
    </message>
    <message>
        <source>Keep the layer&apos;s own colours</source>
        <translation>保留图层原有颜色</translation>
    </message>
    <message>
        <source>Size of the brush marks</source>
        <translation>笔触大小</translation>
    </message>
    <message>
        <source>Palette</source>
        <translation>色彩</translation>
    </message>
    <message>
        <source>Texture</source>
        <translation>肌理</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>笔触</translation>
    </message>
    <message>
        <source>Set palette of the style</source>
        <translation>设置风格色彩</translation>
    </message>
    <message>
        <source>Set texture of the style</source>
        <translation>设置风格肌理</translation>
    </message>
    <message>
        <source>Set structure of the style</source>
        <translation>设置风格结构</translation>
    </message>
    <message>
        <source>Set size of the marks</source>
        <translation>设置笔触大小</translation>
    </message>
    <message>
        <source>Keep own colours</source>
        <translation>保留原有颜色</translation>
    </message>
    <message>
        <source>As fine as it is</source>
        <translation>与原图一样细</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>细</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Broad</source>
        <translation>粗</translation>
    </message>
</context>
<context>
    <name>Pairs</name>
    <message>
        <source>inner</source>
        <translation>内面</translation>
    </message>
    <message>
        <source>outer</source>
        <translation>外面</translation>
    </message>
    <message>
        <source>Add to {0}</source>
        <translation>添加到“{0}”</translation>
    </message>
    <message>
        <source>Remove from {0}</source>
        <translation>从“{0}”中移除</translation>
    </message>
    <message>
        <source>Change pair of panels</source>
        <translation>修改面板对</translation>
    </message>
    <message>
        <source>Add pair of panels</source>
        <translation>添加面板对</translation>
    </message>
    <message>
        <source>Remove pair of panels</source>
        <translation>移除面板对</translation>
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
    <name>PaletteForm</name>
    <message>
        <source>Where the colours come from</source>
        <translation>颜色来源</translation>
    </message>
    <message>
        <source>Add spot colours or a reference picture to take a palette from.</source>
        <translation>请先添加专色或参考图，以便取色。</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>As they are</source>
        <translation>保持现有</translation>
    </message>
</context>
<context>
    <name>PanelRole</name>
    <message>
        <source>Panel</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Flap</source>
        <translation>翼片</translation>
    </message>
    <message>
        <source>Glue flap</source>
        <translation>粘口</translation>
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
    <name>ParameterTable</name>
    <message>
        <source>Add parameter</source>
        <translation>添加参数</translation>
    </message>
    <message>
        <source>Remove parameter</source>
        <translation>移除参数</translation>
    </message>
    <message>
        <source>Change parameter {0}</source>
        <translation>修改参数 {0}</translation>
    </message>
    <message>
        <source>Rename parameter</source>
        <translation>重命名参数</translation>
    </message>
    <message>
        <source>Move parameter</source>
        <translation>移动参数</translation>
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
    <name>PdfPreflight</name>
    <message>
        <source>Preflight of {0}</source>
        <translation>印前检查：{0}</translation>
    </message>
    <message>
        <source>Printer&apos;s preset</source>
        <translation>印厂预设</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save as Text…</source>
        <translation>另存为文本(&amp;S)…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the findings as text</source>
        <translation>将检查结果复制为文本</translation>
    </message>
    <message>
        <source>Save as Text</source>
        <translation>另存为文本</translation>
    </message>
    <message>
        <source>Write the findings to a text file</source>
        <translation>将检查结果写入文本文件</translation>
    </message>
    <message>
        <source>&amp;Printer</source>
        <translation>印厂(&amp;P)</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>{0}-preflight.txt</source>
        <translation>{0}-印前检查.txt</translation>
    </message>
    <message>
        <source>Save the findings</source>
        <translation>保存检查结果</translation>
    </message>
</context>
<context>
    <name>PhotoSection</name>
    <message>
        <source>Edit picture</source>
        <translation>编辑图片</translation>
    </message>
    <message>
        <source>Vectorise</source>
        <translation>矢量化</translation>
    </message>
    <message>
        <source>Remove the clipping path</source>
        <translation>移除剪贴路径</translation>
    </message>
    <message>
        <source>Show the background again</source>
        <translation>重新显示背景</translation>
    </message>
    <message>
        <source>Bring picture up</source>
        <translation>提高图片分辨率</translation>
    </message>
    <message>
        <source>Change this step</source>
        <translation>更改此步骤</translation>
    </message>
    <message>
        <source>Move step</source>
        <translation>移动步骤</translation>
    </message>
    <message>
        <source>Remove step</source>
        <translation>移除步骤</translation>
    </message>
    <message>
        <source>Change step: {0}</source>
        <translation>更改步骤：{0}</translation>
    </message>
    <message>
        <source>Clip picture</source>
        <translation>剪贴图片</translation>
    </message>
    <message>
        <source>{0}, paths</source>
        <translation>{0}，路径</translation>
    </message>
    <message>
        <source>Measuring the picture</source>
        <translation>正在测量图片</translation>
    </message>
    <message>
        <source>The picture seems to need nothing.</source>
        <translation>图片看来无需增强。</translation>
    </message>
    <message>
        <source>The brand&apos;s</source>
        <translation>品牌色</translation>
    </message>
    <message>
        <source>Reference {0}</source>
        <translation>参考图 {0}</translation>
    </message>
    <message>
        <source>More pixels, by a network that draws what is missing</source>
        <translation>用网络补出缺失的细节，增加像素</translation>
    </message>
    <message>
        <source>Less noise, more sharpness, contrast, a neutral white</source>
        <translation>降噪、锐化、提高对比度、校正白平衡</translation>
    </message>
    <message>
        <source>Make the background clear, or clip to the subject&apos;s outline</source>
        <translation>使背景透明，或沿主体轮廓剪贴</translation>
    </message>
    <message>
        <source>Paint over what should go; it is filled in from around it</source>
        <translation>涂抹要去掉的内容，用周围的画面填补</translation>
    </message>
    <message>
        <source>Carry a palette over to the picture</source>
        <translation>将一组颜色应用到图片上</translation>
    </message>
    <message>
        <source>Trace flat artwork to paths in few colours</source>
        <translation>将平涂图稿描摹为少量颜色的路径</translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>Picture of the drawing</source>
        <translation>图纸预览</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样图</translation>
    </message>
    <message>
        <source>Pictures of the same seeds, drawn by the model as it is learning</source>
        <translation>模型在学习过程中用相同种子绘制的图片</translation>
    </message>
</context>
<context>
    <name>PicturePreview</name>
    <message>
        <source>Preview of the picture</source>
        <translation>图片预览</translation>
    </message>
    <message>
        <source>How the picture will look, drawn small</source>
        <translation>图片将呈现的样子（小图）</translation>
    </message>
</context>
<context>
    <name>PictureSize</name>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
</context>
<context>
    <name>PicturesPage</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>Other &amp;pictures…</source>
        <translation>其他图片(&amp;P)…</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>They are seamless &amp;tiles</source>
        <translation>它们是无缝图案(&amp;T)</translation>
    </message>
    <message>
        <source>Preparing the pictures</source>
        <translation>准备图片</translation>
    </message>
    <message>
        <source>Stop preparing the pictures</source>
        <translation>停止准备图片</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Go on with these pictures</source>
        <translation>使用这些图片继续</translation>
    </message>
    <message>
        <source>Other pictures</source>
        <translation>其他图片</translation>
    </message>
    <message>
        <source>Choose other pictures</source>
        <translation>选择其他图片</translation>
    </message>
    <message>
        <source>How large the pictures are kept, at most; models of more pixels take much longer to train</source>
        <translation>图片最大保留多大；像素越多的模型训练时间越长</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>图片尺寸</translation>
    </message>
    <message>
        <source>Each picture repeats without a seam: it is neither cropped nor turned, only shifted</source>
        <translation>每张图片都能无缝重复：不裁剪也不旋转，只平移</translation>
    </message>
    <message>
        <source>The pictures are seamless tiles</source>
        <translation>图片是无缝图案</translation>
    </message>
    <message>
        <source>Kept at</source>
        <translation>保留尺寸</translation>
    </message>
    <message>
        <source>Looking for pictures…</source>
        <translation>正在查找图片…</translation>
    </message>
    <message>
        <source>{0} of {1}: {2}</source>
        <translation>{0}/{1}：{2}</translation>
    </message>
    <message>
        <source>{0} pictures are few. The model may come to copy them; {1} and more are better.</source>
        <translation>{0} 张图片偏少。模型可能会复制它们；{1} 张以上更好。</translation>
    </message>
    <message>
        <source>{0} pictures are enough to begin with. More of the same kind make it better.</source>
        <translation>{0} 张图片足够开始。同类图片越多越好。</translation>
    </message>
    <message>
        <source>{0} pictures: enough for a model of your own.</source>
        <translation>{0} 张图片：足够训练您自己的模型。</translation>
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
    <name>PlatesPanel</name>
    <message>
        <source>How the page is looked at</source>
        <translation>页面的查看方式</translation>
    </message>
    <message>
        <source>Colour of the paper</source>
        <translation>模拟纸张颜色</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>None</source>
        <translation>全不显示</translation>
    </message>
    <message>
        <source>Choose a way of looking to see the page as it comes off the press.</source>
        <translation>选择一种查看方式，以预览页面的印刷效果。</translation>
    </message>
    <message>
        <source>As on the screen</source>
        <translation>按屏幕显示</translation>
    </message>
    <message>
        <source>Soft proof</source>
        <translation>软打样</translation>
    </message>
    <message>
        <source>Plates</source>
        <translation>印版</translation>
    </message>
    <message>
        <source>Ink coverage</source>
        <translation>总墨量</translation>
    </message>
    <message>
        <source>Gamut warning</source>
        <translation>色域警告</translation>
    </message>
    <message>
        <source>Plate</source>
        <translation>印版</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>此处</translation>
    </message>
    <message>
        <source>How much of what is in view the plate covers</source>
        <translation>所示范围内印版的平均网点覆盖率</translation>
    </message>
    <message>
        <source>The tone under the pointer</source>
        <translation>指针处的网点值</translation>
    </message>
    <message>
        <source>Show all plates together</source>
        <translation>同时显示全部印版</translation>
    </message>
    <message>
        <source>Hide all plates</source>
        <translation>隐藏全部印版</translation>
    </message>
    <message>
        <source>Show white as the paper is, and black as it prints: absolute colorimetric</source>
        <translation>白色按纸张、黑色按实际印刷显示：绝对比色</translation>
    </message>
    <message>
        <source>Press view</source>
        <translation>印刷预览</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>{0}: double-click to see it alone</source>
        <translation>{0}：双击可单独查看</translation>
    </message>
    <message>
        <source>Process inks here: {0} %</source>
        <translation>此处四色总墨量：{0} %</translation>
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
    <name>Preflight</name>
    <message>
        <source>Fix what preflight found</source>
        <translation>修复印前检查的问题</translation>
    </message>
</context>
<context>
    <name>PreflightPanel</name>
    <message>
        <source>Check the design now</source>
        <translation>立即检查设计</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Fix All</source>
        <translation>全部修复</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>尚未检查</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>已是最新</translation>
    </message>
    <message>
        <source>Out of date: the design has changed</source>
        <translation>已过期：设计有改动</translation>
    </message>
    <message>
        <source>Show errors</source>
        <translation>显示错误</translation>
    </message>
    <message>
        <source>Show warnings</source>
        <translation>显示警告</translation>
    </message>
    <message>
        <source>Show notes</source>
        <translation>显示提示</translation>
    </message>
    <message>
        <source>Mend the chosen finding</source>
        <translation>修复所选的问题</translation>
    </message>
    <message>
        <source>Mend all that are shown and can be mended</source>
        <translation>修复列表中所有可修复的问题</translation>
    </message>
    <message>
        <source>Fix: {0}</source>
        <translation>修复方法：{0}</translation>
    </message>
</context>
<context>
    <name>PresetsDialog</name>
    <message>
        <source>Printers’ presets</source>
        <translation>印厂预设</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>预设名称</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>复制(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>This preset comes with Dieloom: duplicate it.</source>
        <translation>此预设为 Dieloom 自带：请复制后再修改。</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>A preset of your own that begins like this one</source>
        <translation>以此为起点新建自己的预设</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete this preset; designs for it say that it is missing</source>
        <translation>删除此预设；使用它的设计会提示预设缺失</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Take in a preset that a printer has sent you as a TOML file</source>
        <translation>导入印刷厂发来的预设（TOML 文件）</translation>
    </message>
    <message>
        <source>&amp;Press</source>
        <translation>印刷(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Marks</source>
        <translation>标记(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>刀线(&amp;L)</translation>
    </message>
    <message>
        <source>Pre&amp;flight</source>
        <translation>印前检查(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>{0}, comes with Dieloom</source>
        <translation>{0}，Dieloom 自带</translation>
    </message>
    <message>
        <source>{0} copy</source>
        <translation>{0} 副本</translation>
    </message>
    <message>
        <source>There is a preset called {0} already.</source>
        <translation>已有名为“{0}”的预设。</translation>
    </message>
    <message>
        <source>Delete the preset {0}?</source>
        <translation>要删除预设“{0}”吗？</translation>
    </message>
    <message>
        <source>Import a preset</source>
        <translation>导入预设</translation>
    </message>
</context>
<context>
    <name>PressFields</name>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Output profile</source>
        <translation>输出特性文件</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Of artwork; pictures are never enlarged to it</source>
        <translation>图案的分辨率；图片不会为此放大</translation>
    </message>
    <message>
        <source>Bleed</source>
        <translation>出血</translation>
    </message>
    <message>
        <source>For designs that state no bleed of their own</source>
        <translation>用于未设定出血的设计</translation>
    </message>
    <message>
        <source>Ink limit</source>
        <translation>总墨量上限</translation>
    </message>
    <message>
        <source>The most that all process inks together may cover</source>
        <translation>四色油墨叠加的最大总墨量 (TAC)</translation>
    </message>
    <message>
        <source>As the template says</source>
        <translation>按模板</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>特性文件</translation>
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
    <name>PrintProof</name>
    <message>
        <source>Paper proof at 1:1</source>
        <translation>1:1 纸样</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Whichever needs fewer sheets</source>
        <translation>自动（用纸较少）</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>纵向</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>横向</translation>
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
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Save as PDF…</source>
        <translation>另存为 PDF(&amp;S)…</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>重叠</translation>
    </message>
    <message>
        <source>The strip by which sheets are glued together</source>
        <translation>各张纸之间用于粘贴的重叠宽度</translation>
    </message>
    <message>
        <source>Artwork</source>
        <translation>浓度</translation>
    </message>
    <message>
        <source>How much of the artwork&apos;s ink; lines keep theirs</source>
        <translation>画面的墨色浓度；刀线不变</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Choose the printer</source>
        <translation>选择打印机</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>另存为 PDF</translation>
    </message>
    <message>
        <source>The same sheets as a file, to be printed at actual size</source>
        <translation>将这些纸页存为文件，以实际大小打印</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>纸页</translation>
    </message>
    <message>
        <source>What is printed</source>
        <translation>打印内容</translation>
    </message>
    <message>
        <source>P&amp;aper</source>
        <translation>纸张(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Turned</source>
        <translation>方向(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Overlap</source>
        <translation>重叠(&amp;O)</translation>
    </message>
    <message>
        <source>Art&amp;work</source>
        <translation>浓度(&amp;W)</translation>
    </message>
    <message>
        <source>Each sheet has a ruler of 100 mm: measure it before you cut.</source>
        <translation>每张纸都有 100 mm 标尺：裁切前先量。</translation>
    </message>
    <message>
        <source>1 sheet</source>
        <translation>1 张纸</translation>
    </message>
    <message>
        <source>{0} sheets</source>
        <translation>{0} 张纸</translation>
    </message>
    <message>
        <source>There is no printer on this machine. Save the sheets as a PDF, and print that.</source>
        <translation>本机没有打印机。请另存为 PDF 后再打印。</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Preflight a PDF</source>
        <translation>对 PDF 做印前检查</translation>
    </message>
    <message>
        <source>Rename the printer’s preset</source>
        <translation>重命名印厂预设</translation>
    </message>
    <message>
        <source>Save the sheets</source>
        <translation>保存纸样</translation>
    </message>
    <message>
        <source>-paper</source>
        <translation>-纸样</translation>
    </message>
</context>
<context>
    <name>PrintingSection</name>
    <message>
        <source>Printing</source>
        <translation>印刷</translation>
    </message>
    <message>
        <source>Printer&apos;s preset</source>
        <translation>印厂预设</translation>
    </message>
    <message>
        <source>Presets…</source>
        <translation>预设…</translation>
    </message>
    <message>
        <source>Output profile</source>
        <translation>输出特性文件</translation>
    </message>
    <message>
        <source>Rendering intent</source>
        <translation>渲染意图</translation>
    </message>
    <message>
        <source>Relative colorimetric</source>
        <translation>相对比色</translation>
    </message>
    <message>
        <source>Perceptual</source>
        <translation>可感知</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>Absolute colorimetric</source>
        <translation>绝对比色</translation>
    </message>
    <message>
        <source>Black point compensation</source>
        <translation>黑场补偿</translation>
    </message>
    <message>
        <source>{0}, {1}, {2} % ink at most</source>
        <translation>{0}，{1}，总墨量不超过&#xa0;{2}&#xa0;%</translation>
    </message>
    <message>
        <source>{0} (missing)</source>
        <translation>{0}（缺失）</translation>
    </message>
    <message>
        <source>As the preset says</source>
        <translation>按预设</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>来自文件…</translation>
    </message>
    <message>
        <source>Own profile</source>
        <translation>自有特性文件</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>What each printer wants of a file: change or add</source>
        <translation>各印刷厂对文件的要求：修改或添加</translation>
    </message>
    <message>
        <source>Map the darkest colour of the artwork to the darkest that the press prints</source>
        <translation>将画面中最深的颜色映射到印刷能达到的最深颜色</translation>
    </message>
    <message>
        <source>Ink limit</source>
        <translation>总墨量上限</translation>
    </message>
    <message>
        <source>The most that all process inks together may cover</source>
        <translation>四色油墨叠加的最大总墨量 (TAC)</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>印厂</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>特性文件</translation>
    </message>
    <message>
        <source>Intent</source>
        <translation>渲染意图</translation>
    </message>
    <message>
        <source>Choose a printer</source>
        <translation>选择印厂</translation>
    </message>
    <message>
        <source>Choose a rendering intent</source>
        <translation>选择渲染意图</translation>
    </message>
    <message>
        <source>Set black point</source>
        <translation>设置黑场补偿</translation>
    </message>
    <message>
        <source>Set the ink limit</source>
        <translation>设置总墨量上限</translation>
    </message>
    <message>
        <source>Choose an output profile</source>
        <translation>选择输出特性文件</translation>
    </message>
</context>
<context>
    <name>ProfileChoice</name>
    <message>
        <source>From a file…</source>
        <translation>来自文件…</translation>
    </message>
    <message>
        <source>Choose an output profile</source>
        <translation>选择输出特性文件</translation>
    </message>
</context>
<context>
    <name>QualityGate</name>
    <message>
        <source>Quality gate</source>
        <translation>质量门槛</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>How real the picture has to be to the model&apos;s judge, 0 to 1</source>
        <translation>图片在模型的评判器看来要有多真实，0 到 1</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>评判</translation>
    </message>
    <message>
        <source>Say how real the artwork is to the model&apos;s judge</source>
        <translation>说明图案在模型的评判器看来有多真实</translation>
    </message>
    <message>
        <source>Draw other seeds until one passes; the seed and its score are kept with the artwork</source>
        <translation>换种子绘制，直到有一个合格；种子及其得分随图案保存</translation>
    </message>
    <message>
        <source>Another that passes</source>
        <translation>换一个合格的</translation>
    </message>
    <message>
        <source>None has passed: go on training the model, from where it stands</source>
        <translation>没有一张通过：从现在的状态继续训练模型</translation>
    </message>
    <message>
        <source>Train further…</source>
        <translation>继续训练…</translation>
    </message>
    <message>
        <source>Not judged yet.</source>
        <translation>尚未评判。</translation>
    </message>
    <message>
        <source>Score: {0}</source>
        <translation>得分：{0}</translation>
    </message>
    <message>
        <source>Score: {0}. Of the real pictures, {1} % pass at this threshold.</source>
        <translation>得分：{0}。按此阈值，{1} % 的真实图片合格。</translation>
    </message>
    <message>
        <source>Draw one that passes</source>
        <translation>绘制一个合格的</translation>
    </message>
    <message>
        <source>Judge artwork</source>
        <translation>评判图案</translation>
    </message>
    <message>
        <source>Asking the model&apos;s judge…</source>
        <translation>正在询问模型的评判器…</translation>
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
    <name>ReferenceGrid</name>
    <message>
        <source>Reference pictures</source>
        <translation>参考图片</translation>
    </message>
    <message>
        <source>Drop pictures here whose feeling you want on the pack, or paste them.</source>
        <translation>把您喜欢其风格的图片拖放或粘贴到此处。</translation>
    </message>
    <message>
        <source>Nothing in this collection yet: drop pictures here, or move some to it.</source>
        <translation>此收藏夹还是空的：拖放图片到此处，或将图片移入。</translation>
    </message>
</context>
<context>
    <name>ReferenceModel</name>
    <message>
        <source>Reorder references</source>
        <translation>调整参考图顺序</translation>
    </message>
    <message>
        <source>{0}
Space: use it · Enter: choose a part · F2: rename · Del: remove</source>
        <translation>{0}
空格：使用 · Enter：选取局部 · F2：重命名 · Del：移除</translation>
    </message>
    <message>
        <source>Rename reference</source>
        <translation>重命名参考图</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>a part of it</source>
        <translation>仅局部</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
</context>
<context>
    <name>RegionDialog</name>
    <message>
        <source>Part of {0}</source>
        <translation>{0} 的局部</translation>
    </message>
    <message>
        <source>Drag over the part whose style you want. The rest is left out.</source>
        <translation>拖框选取您想要其风格的部分，其余不采用。</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>上</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高</translation>
    </message>
    <message>
        <source>&amp;Whole picture</source>
        <translation>整张图片(&amp;W)</translation>
    </message>
</context>
<context>
    <name>RegionView</name>
    <message>
        <source>Drag a rectangle. Arrows move it, Shift and arrows size it, Ctrl makes the steps small.</source>
        <translation>拖出一个矩形。方向键移动，Shift+方向键调整大小，按住 Ctrl 可微调。</translation>
    </message>
    <message>
        <source>Part of the picture</source>
        <translation>图片局部</translation>
    </message>
</context>
<context>
    <name>RollBack</name>
    <message>
        <source>Roll back</source>
        <translation>回退</translation>
    </message>
    <message>
        <source>&amp;Roll back</source>
        <translation>回退(&amp;R)</translation>
    </message>
    <message>
        <source>{0} kimg</source>
        <translation>{0} kimg</translation>
    </message>
    <message>
        <source>What was learned after the chosen moment is undone. The run is paused there.</source>
        <translation>所选时刻之后学到的内容将被撤销。训练在那里暂停。</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
</context>
<context>
    <name>RoundTool</name>
    <message>
        <source>Round corner</source>
        <translation>倒圆角</translation>
    </message>
    <message>
        <source>Drag away from a corner to round it; a click gives {0:g} mm.</source>
        <translation>从角点拖开以倒圆角；单击则为 {0:g} mm。</translation>
    </message>
    <message>
        <source>Radius {0:g} mm</source>
        <translation>半径 {0:g} mm</translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <source>Your trainings</source>
        <translation>您的训练</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>{0} kimg, {1}</source>
        <translation>{0} kimg，{1}</translation>
    </message>
    <message>
        <source>What you train is kept here, to be watched and gone on with.</source>
        <translation>您训练的模型保存在这里，可随时查看并继续训练。</translation>
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
    <name>SelectTool</name>
    <message>
        <source>Click selects, Ctrl+click what lies below. Drag moves; Shift: straight, Ctrl: this corner alone.</source>
        <translation>单击选择，Ctrl+单击选择下层。拖动以移动；Shift：沿直线，Ctrl：仅此角点。</translation>
    </message>
    <message>
        <source>Move corner</source>
        <translation>移动角点</translation>
    </message>
    <message>
        <source>Move edge</source>
        <translation>移动边</translation>
    </message>
    <message>
        <source>Move panel</source>
        <translation>移动面板</translation>
    </message>
    <message>
        <source>Move mark</source>
        <translation>移动附加图形</translation>
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
    <name>ShapeTool</name>
    <message>
        <source>Drag it from corner to corner, or click; Enter puts it on the selected panel.</source>
        <translation>从一角拖到对角，或单击；Enter 放到所选面板上。</translation>
    </message>
</context>
<context>
    <name>SheetDialog</name>
    <message>
        <source>Sheet layout</source>
        <translation>拼版</translation>
    </message>
    <message>
        <source>Sheet size</source>
        <translation>纸张尺寸</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Grain</source>
        <translation>纹向</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Does not matter</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Along the width</source>
        <translation>沿宽度</translation>
    </message>
    <message>
        <source>Along the height</source>
        <translation>沿高度</translation>
    </message>
    <message>
        <source>Which way the grain or the flutes of the sheet run</source>
        <translation>纸张的纹向或瓦楞方向</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>间距</translation>
    </message>
    <message>
        <source>The least distance between two blanks</source>
        <translation>两个展开图之间的最小距离</translation>
    </message>
    <message>
        <source>Gripper</source>
        <translation>咬口</translation>
    </message>
    <message>
        <source>The strip along the lower edge that the press holds</source>
        <translation>沿下边由印刷机叼住的部分</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>白边</translation>
    </message>
    <message>
        <source>The strip along every edge that stays free</source>
        <translation>沿四边留空的部分</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Write the sheet as PDF, DXF, CF2 or SVG</source>
        <translation>将拼版写为 PDF、DXF、CF2 或 SVG</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Blanks</source>
        <translation>展开图</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>尺寸(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>宽度(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Height</source>
        <translation>高度(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Gripper</source>
        <translation>咬口(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Margin</source>
        <translation>白边(&amp;M)</translation>
    </message>
    <message>
        <source>G&amp;rain</source>
        <translation>纹向(&amp;R)</translation>
    </message>
    <message>
        <source>Ga&amp;p</source>
        <translation>间距(&amp;P)</translation>
    </message>
    <message>
        <source>{0} on the sheet</source>
        <translation>每张 {0} 个</translation>
    </message>
    <message>
        <source>{0} % of the board is waste.</source>
        <translation>废料占纸板的 {0} %。</translation>
    </message>
    <message>
        <source>In rows and columns of boxes: {0}.</source>
        <translation>按外框行列排列：{0} 个。</translation>
    </message>
    <message>
        <source>Nesting gains {0}, or {1} %.</source>
        <translation>套排多得 {0} 个，即 {1} %。</translation>
    </message>
    <message>
        <source>-sheet</source>
        <translation>-拼版</translation>
    </message>
    <message>
        <source>Export sheet</source>
        <translation>导出拼版</translation>
    </message>
    <message>
        <source>{0} is ready.</source>
        <translation>{0} 已完成。</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>Add template files to my templates…</source>
        <translation>将模板文件添加到我的模板…</translation>
    </message>
    <message>
        <source>Remove from my templates…</source>
        <translation>从我的模板中移除…</translation>
    </message>
    <message>
        <source>Dieline templates ({0})</source>
        <translation>刀版模板 ({0})</translation>
    </message>
    <message>
        <source>Add templates</source>
        <translation>添加模板</translation>
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
    <name>Sizes</name>
    <message>
        <source>Defaults</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>Back to the template&apos;s own size</source>
        <translation>恢复模板的默认尺寸</translation>
    </message>
    <message>
        <source>Any Size</source>
        <translation>随机尺寸</translation>
    </message>
    <message>
        <source>A random size in the ranges</source>
        <translation>在范围内随机取一个尺寸</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Construction</source>
        <translation>结构</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>选择图片文件夹</translation>
    </message>
    <message>
        <source>Pictures…</source>
        <translation>图片…</translation>
    </message>
    <message>
        <source>Choose pictures or a zip file</source>
        <translation>选择图片或 zip 文件</translation>
    </message>
    <message>
        <source>Take the chosen ones out (Del)</source>
        <translation>移出所选项 (Del)</translation>
    </message>
    <message>
        <source>A folder of pictures</source>
        <translation>图片文件夹</translation>
    </message>
    <message>
        <source>Zip files ({0})</source>
        <translation>Zip 文件 ({0})</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>SplitTool</name>
    <message>
        <source>Add corner</source>
        <translation>添加角点</translation>
    </message>
    <message>
        <source>Click an edge to add a corner; Enter adds one in the middle of the selected edge.</source>
        <translation>单击一边以添加角点；Enter 在所选边的中点添加。</translation>
    </message>
</context>
<context>
    <name>SpotList</name>
    <message>
        <source>Spot inks</source>
        <translation>专色</translation>
    </message>
    <message>
        <source>In process inks</source>
        <translation>以四色印刷</translation>
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
    <name>SpotSection</name>
    <message>
        <source>Spot inks</source>
        <translation>专色</translation>
    </message>
    <message>
        <source>Name of the ink</source>
        <translation>专色名称</translation>
    </message>
    <message>
        <source>What the plate is for</source>
        <translation>印版用途</translation>
    </message>
    <message>
        <source>Process inks that stand for it</source>
        <translation>替代它的四色</translation>
    </message>
    <message>
        <source>Measured colour (L*a*b*)</source>
        <translation>实测色 (L*a*b*)</translation>
    </message>
    <message>
        <source>Print in process inks</source>
        <translation>以四色印刷</translation>
    </message>
    <message>
        <source>Remove {0}; {1} layers that use it get its process inks</source>
        <translation>移除 {0}；使用它的 {1} 个图层改用其四色值</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>移除 {0}</translation>
    </message>
    <message>
        <source>Add a spot ink</source>
        <translation>添加专色</translation>
    </message>
    <message>
        <source>Remove the ink</source>
        <translation>移除专色</translation>
    </message>
    <message>
        <source>How the ink looks at full tint, as its maker states it</source>
        <translation>油墨厂商给出的实地颜色</translation>
    </message>
    <message>
        <source>No plate of its own: the process inks above print it</source>
        <translation>没有单独的印版：以上述四色印刷</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Shown as</source>
        <translation>显示为</translation>
    </message>
    <message>
        <source>Set the use of an ink</source>
        <translation>设置专色用途</translation>
    </message>
    <message>
        <source>Mix a spot ink</source>
        <translation>调配专色</translation>
    </message>
    <message>
        <source>Print an ink in process inks</source>
        <translation>将专色以四色印刷</translation>
    </message>
    <message>
        <source>Spot</source>
        <translation>专色</translation>
    </message>
    <message>
        <source>Remove a spot ink</source>
        <translation>移除专色</translation>
    </message>
    <message>
        <source>Rename a spot ink</source>
        <translation>重命名专色</translation>
    </message>
    <message>
        <source>An ink needs a name.</source>
        <translation>专色须有名称。</translation>
    </message>
    <message>
        <source>{0} is the name of a process plate.</source>
        <translation>{0} 是四色印版的名称。</translation>
    </message>
    <message>
        <source>There is an ink called {0} already.</source>
        <translation>已有名为“{0}”的专色。</translation>
    </message>
    <message>
        <source>Set the colour of an ink</source>
        <translation>设置专色的颜色</translation>
    </message>
</context>
<context>
    <name>SpreadView</name>
    <message>
        <source>The sheets</source>
        <translation>纸页</translation>
    </message>
</context>
<context>
    <name>StampTool</name>
    <message>
        <source>Click where its middle should be; Enter puts it on the selected panel.</source>
        <translation>单击其中心的位置；Enter 放到所选面板上。</translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message>
        <source>Saving what it has learned…</source>
        <translation>正在保存已学到的内容…</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>{0} of {1} kimg</source>
        <translation>{0} / {1} kimg</translation>
    </message>
    <message>
        <source>{0} px</source>
        <translation>{0} 像素</translation>
    </message>
    <message>
        <source>{0} kimg/s</source>
        <translation>{0} kimg/秒</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>还剩 {0}</translation>
    </message>
    <message>
        <source>{0} trained</source>
        <translation>已训练 {0}</translation>
    </message>
    <message>
        <source>{0} on the disk</source>
        <translation>占用磁盘 {0}</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Begin from</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>What it draws &amp;tiles seamlessly</source>
        <translation>绘制的图案可无缝平铺(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Start training</source>
        <translation>开始训练(&amp;S)</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>{0} labels</source>
        <translation>{0} 个标签</translation>
    </message>
    <message>
        <source>no labels</source>
        <translation>没有标签</translation>
    </message>
    <message>
        <source>{0} pictures, {1}</source>
        <translation>{0} 张图片，{1}</translation>
    </message>
    <message>
        <source>My model</source>
        <translation>我的模型</translation>
    </message>
    <message>
        <source>About 30 minutes: a first look</source>
        <translation>约 30 分钟：先看看效果</translation>
    </message>
    <message>
        <source>About 2 hours</source>
        <translation>约 2 小时</translation>
    </message>
    <message>
        <source>Overnight, 8 hours: the best</source>
        <translation>一整夜，8 小时：效果最好</translation>
    </message>
    <message>
        <source>A number of pictures…</source>
        <translation>按图片数量…</translation>
    </message>
    <message>
        <source>It can be stopped, and gone on with, at any time</source>
        <translation>可随时停止，也可随时继续</translation>
    </message>
    <message>
        <source>How many thousand pictures the judge is shown</source>
        <translation>给评判器看多少千张图片</translation>
    </message>
    <message>
        <source>Thousands of pictures</source>
        <translation>千张图片</translation>
    </message>
    <message>
        <source>A model that can draw already learns your pictures sooner, and from fewer of them</source>
        <translation>已经会画的模型能更快地学会您的图片，所需图片也更少</translation>
    </message>
    <message>
        <source>Right edge fits left edge, lower fits upper: for patterns. For things and scenes, leave it off</source>
        <translation>右边与左边、下边与上边相接：适合图案。物品和场景请关闭</translation>
    </message>
    <message>
        <source>What it draws tiles seamlessly</source>
        <translation>绘制的图案可无缝平铺</translation>
    </message>
    <message>
        <source>Of what it draws; artwork is enlarged from it</source>
        <translation>所绘图片的尺寸；图稿由此放大</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Back to the pictures</source>
        <translation>返回图片</translation>
    </message>
    <message>
        <source>Pictures of the set</source>
        <translation>图片集中的图片</translation>
    </message>
    <message>
        <source>Your model</source>
        <translation>您的模型</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Begin from</source>
        <translation>起点(&amp;B)</translation>
    </message>
    <message>
        <source>T&amp;ime</source>
        <translation>时间(&amp;I)</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>尺寸(&amp;Z)</translation>
    </message>
    <message>
        <source>{0}: patterns, came with Dieloom</source>
        <translation>{0}：图案，随 Dieloom 提供</translation>
    </message>
    <message>
        <source>Nothing: from scratch</source>
        <translation>无：从零开始</translation>
    </message>
    <message>
        <source>Another model…</source>
        <translation>其他模型…</translation>
    </message>
    <message>
        <source>The model to begin from</source>
        <translation>作为起点的模型</translation>
    </message>
    <message>
        <source>The textbook&apos;s network: for lessons. It cannot be used for artwork.</source>
        <translation>教科书中的网络：用于教学，不能用于图稿。</translation>
    </message>
    <message>
        <source>You can design, and export, while it trains. Closing Dieloom pauses it; nothing is lost.</source>
        <translation>训练时您可以继续设计和导出。关闭 Dieloom 会暂停训练，不会丢失任何内容。</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Watch the training</source>
        <translation>查看训练</translation>
    </message>
    <message>
        <source>Training {0} %</source>
        <translation>训练 {0} %</translation>
    </message>
    <message>
        <source>{0} {1} %</source>
        <translation>{0} {1} %</translation>
    </message>
</context>
<context>
    <name>StepEditor</name>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Close without a change</source>
        <translation>关闭而不更改</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Steps of the picture, the first on top</source>
        <translation>图片的步骤，最先的在最上面</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>1  Pictures</source>
        <translation>1  图片</translation>
    </message>
    <message>
        <source>2  Settings</source>
        <translation>2  设置</translation>
    </message>
    <message>
        <source>3  Training</source>
        <translation>3  训练</translation>
    </message>
    <message>
        <source>Do this step earlier (Alt+Up)</source>
        <translation>提前此步骤 (Alt+↑)</translation>
    </message>
    <message>
        <source>Do this step later (Alt+Down)</source>
        <translation>推后此步骤 (Alt+↓)</translation>
    </message>
    <message>
        <source>Remove this step (Delete)</source>
        <translation>移除此步骤 (Delete)</translation>
    </message>
</context>
<context>
    <name>Structure</name>
    <message>
        <source>Pairs of panels</source>
        <translation>面板对</translation>
    </message>
    <message>
        <source>Flap</source>
        <translation>翼片</translation>
    </message>
    <message>
        <source>Glued to</source>
        <translation>粘到</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>粘合面</translation>
    </message>
    <message>
        <source>Glue joins</source>
        <translation>粘合</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>壁</translation>
    </message>
    <message>
        <source>Opposite</source>
        <translation>对面的壁</translation>
    </message>
    <message>
        <source>Inner walls: length, width, height</source>
        <translation>内壁：长、宽、高</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Not cut from</source>
        <translation>不切开自</translation>
    </message>
    <message>
        <source>Panels that stay together</source>
        <translation>不切开的面板</translation>
    </message>
    <message>
        <source>Joins</source>
        <translation>粘合</translation>
    </message>
    <message>
        <source>Walls</source>
        <translation>内壁</translation>
    </message>
    <message>
        <source>Uncut</source>
        <translation>不切开</translation>
    </message>
    <message>
        <source>Hang panel</source>
        <translation>改变面板连接</translation>
    </message>
</context>
<context>
    <name>Studio</name>
    <message>
        <source>Train a model</source>
        <translation>训练模型</translation>
    </message>
    <message>
        <source>&amp;New model</source>
        <translation>新建模型(&amp;N)</translation>
    </message>
    <message>
        <source>Train a model on your own pictures</source>
        <translation>用您自己的图片训练模型</translation>
    </message>
    <message>
        <source>Move the training to the bin (Del)</source>
        <translation>将训练移到回收站 (Del)</translation>
    </message>
    <message>
        <source>My model</source>
        <translation>我的模型</translation>
    </message>
    <message>
        <source>The training of {0} is done.</source>
        <translation>{0} 的训练已完成。</translation>
    </message>
    <message>
        <source>The training of {0} has stopped: {1}</source>
        <translation>{0} 的训练已停止：{1}</translation>
    </message>
    <message>
        <source>Move the training “{0}” to the bin?</source>
        <translation>将训练“{0}”移到回收站？</translation>
    </message>
    <message>
        <source>Its model goes with it, and designs that use the model can no longer draw it.</source>
        <translation>其模型也会一并移走，使用该模型的设计将无法再绘制它。</translation>
    </message>
    <message>
        <source>Move to the &amp;bin</source>
        <translation>移到回收站(&amp;B)</translation>
    </message>
    <message>
        <source>The training is being paused. Remove it when it has stopped.</source>
        <translation>训练正在暂停。停止后再移除。</translation>
    </message>
</context>
<context>
    <name>StyleForm</name>
    <message>
        <source>The style dock sets it.</source>
        <translation>在风格面板中设置。</translation>
    </message>
</context>
<context>
    <name>Styling</name>
    <message>
        <source>Use the references&apos; colours</source>
        <translation>采用参考图的颜色</translation>
    </message>
    <message>
        <source>Paint in the references&apos; style</source>
        <translation>以参考图的风格覆绘</translation>
    </message>
    <message>
        <source>Grow in the references&apos; style</source>
        <translation>以参考图的风格重新生成</translation>
    </message>
    <message>
        <source>Take the style off</source>
        <translation>去除风格</translation>
    </message>
    <message>
        <source>At most {0} pictures can be used at once.</source>
        <translation>最多可同时使用 {0} 张图片。</translation>
    </message>
    <message>
        <source>Choose references</source>
        <translation>选择参考图</translation>
    </message>
    <message>
        <source>Weigh references</source>
        <translation>设置参考图权重</translation>
    </message>
    <message>
        <source>Choose a part of a reference</source>
        <translation>选取参考图局部</translation>
    </message>
    <message>
        <source>Set strength of the colours</source>
        <translation>设置颜色强度</translation>
    </message>
    <message>
        <source>Set weight of the style</source>
        <translation>设置风格权重</translation>
    </message>
    <message>
        <source>Choose style layers</source>
        <translation>选择风格层</translation>
    </message>
    <message>
        <source>Use brand colours</source>
        <translation>使用品牌色</translation>
    </message>
    <message>
        <source>Use all colours</source>
        <translation>使用全部颜色</translation>
    </message>
    <message>
        <source>Recolouring text and shapes…</source>
        <translation>正在重新着色文字和图形…</translation>
    </message>
    <message>
        <source>Recolour text and shapes</source>
        <translation>重新着色文字和图形</translation>
    </message>
    <message>
        <source>Paint in a learned style</source>
        <translation>以已学风格覆绘</translation>
    </message>
</context>
<context>
    <name>Sweeping</name>
    <message>
        <source>Number of sizes</source>
        <translation>尺寸个数</translation>
    </message>
    <message>
        <source>Try Sizes</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>Make and check the blank at random sizes</source>
        <translation>在随机尺寸下生成并检查展开图</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the test</source>
        <translation>停止试算</translation>
    </message>
    <message>
        <source>Progress of the test</source>
        <translation>试算进度</translation>
    </message>
    <message>
        <source>Half of the values are at the very ends of their ranges, where templates break.</source>
        <translation>半数取值正好在范围的两端，模板在那里最易出错。</translation>
    </message>
    <message>
        <source>Sizes that fail</source>
        <translation>未通过的尺寸</translation>
    </message>
    <message>
        <source>Click a size to see the template at it</source>
        <translation>单击一个尺寸，按该尺寸查看模板</translation>
    </message>
    <message>
        <source>Trying {0} sizes…</source>
        <translation>正在试算 {0} 个尺寸…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>{0} of {1} sizes accepted, {2} refused with a reason, {3} blanks not sound.</source>
        <translation>接受 {0} / {1} 个尺寸，{2} 个因故拒绝，{3} 个展开图不合格。</translation>
    </message>
    <message>
        <source>The template passes.</source>
        <translation>模板通过。</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Find in {0}</source>
        <translation>在{0}中查找</translation>
    </message>
</context>
<context>
    <name>Tables</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Formulas</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>显示名</translation>
    </message>
    <message>
        <source>Label, Chinese</source>
        <translation>中文显示名</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Help, Chinese</source>
        <translation>中文说明</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Constraints</source>
        <translation>约束</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is used by {1}.</source>
        <translation>“{0}”用于 {1}。</translation>
    </message>
    <message>
        <source>Its formula can take its place there.</source>
        <translation>可在这些位置代入其公式。</translation>
    </message>
    <message>
        <source>Put Formula in Place</source>
        <translation>代入公式</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>移除 {0}</translation>
    </message>
</context>
<context>
    <name>TargetLine</name>
    <message>
        <source>Take all of the style off this layer</source>
        <translation>去除此图层的全部风格</translation>
    </message>
    <message>
        <source>Add artwork or a picture to give it a style.</source>
        <translation>添加图案或图片后即可为其赋予风格。</translation>
    </message>
    <message>
        <source>{0} (locked)</source>
        <translation>{0}（已锁定）</translation>
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
    <name>TemplateButton</name>
    <message>
        <source>Choose template…</source>
        <translation>选择模板…</translation>
    </message>
    <message>
        <source>{0}: choose another template</source>
        <translation>{0}：选择其他模板</translation>
    </message>
    <message>
        <source>{0}…</source>
        <translation>{0}…</translation>
    </message>
</context>
<context>
    <name>TemplateChooser</name>
    <message>
        <source>Search by name or code</source>
        <translation>按名称或代号搜索</translation>
    </message>
    <message>
        <source>Search all templates</source>
        <translation>搜索全部模板</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Nothing is called “{0}” here.</source>
        <translation>此处没有名为“{0}”的模板。</translation>
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
    <name>Trainings</name>
    <message>
        <source>What it had learned is kept. Continue goes on from the last saved state.</source>
        <translation>已学到的内容已保留。“继续”会从上次保存的状态接着训练。</translation>
    </message>
</context>
<context>
    <name>UpscaleForm</name>
    <message>
        <source>How much larger</source>
        <translation>放大多少</translation>
    </message>
    <message>
        <source>Twice</source>
        <translation>2 倍</translation>
    </message>
    <message>
        <source>Four times</source>
        <translation>4 倍</translation>
    </message>
    <message>
        <source>Network that enlarges</source>
        <translation>用于放大的网络</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>{0} × {1} pixels, {2} ppi</source>
        <translation>{0} × {1} 像素，{2} ppi</translation>
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
    <name>VectorFields</name>
    <message>
        <source>Placed artwork</source>
        <translation>置入图形</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>替换…</translation>
    </message>
    <message>
        <source>Take another PDF or SVG in the same place</source>
        <translation>在原位换一个 PDF 或 SVG</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页</translation>
    </message>
    <message>
        <source>Page of the PDF</source>
        <translation>PDF 的页</translation>
    </message>
    <message>
        <source>How the artwork fits its box</source>
        <translation>图形如何适应方框</translation>
    </message>
    <message>
        <source>Whole artwork</source>
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
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应</translation>
    </message>
    <message>
        <source>Choose page</source>
        <translation>选择页</translation>
    </message>
    <message>
        <source>Fit artwork</source>
        <translation>适应图形</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>{0} × {1} mm</source>
        <translation>{0} × {1} mm</translation>
    </message>
    <message>
        <source>Spot inks: {0}</source>
        <translation>专色：{0}</translation>
    </message>
</context>
<context>
    <name>VectorForm</name>
    <message>
        <source>Colours of the paths</source>
        <translation>路径的颜色</translation>
    </message>
    <message>
        <source>How many colours</source>
        <translation>颜色数量</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>细节</translation>
    </message>
    <message>
        <source>As many as matter</source>
        <translation>自动判断</translation>
    </message>
    <message>
        <source>So many</source>
        <translation>指定数量</translation>
    </message>
    <message>
        <source>The brand&apos;s</source>
        <translation>品牌色</translation>
    </message>
</context>
<context>
    <name>WatchPage</name>
    <message>
        <source>The first samples come in a moment.</source>
        <translation>第一批样图马上就来。</translation>
    </message>
    <message>
        <source>There are no samples yet.</source>
        <translation>还没有样图。</translation>
    </message>
    <message>
        <source>Train &amp;further</source>
        <translation>继续深入训练(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>继续(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Save everything; it goes on exactly from there</source>
        <translation>保存全部内容；之后可从此处精确继续</translation>
    </message>
    <message>
        <source>Go on from where it was paused</source>
        <translation>从暂停处继续</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>End the training here; what it has learned is kept</source>
        <translation>在此结束训练；保留已学到的内容</translation>
    </message>
    <message>
        <source>Undo what was learned since an earlier moment</source>
        <translation>撤销某一时刻之后学到的内容</translation>
    </message>
    <message>
        <source>&amp;Roll back…</source>
        <translation>回退(&amp;R)…</translation>
    </message>
    <message>
        <source>Lay what it draws beside the nearest of your pictures</source>
        <translation>将绘制的图片与您最相近的图片并排查看</translation>
    </message>
    <message>
        <source>Is this a cop&amp;y?</source>
        <translation>这是复制品吗？(&amp;Y)</translation>
    </message>
    <message>
        <source>Show the &amp;folder</source>
        <translation>显示文件夹(&amp;O)</translation>
    </message>
    <message>
        <source>Open the folder of this training</source>
        <translation>打开此训练的文件夹</translation>
    </message>
    <message>
        <source>&amp;Use this model</source>
        <translation>使用此模型(&amp;U)</translation>
    </message>
    <message>
        <source>Draw the artwork with what it has learned so far; Undo takes it back</source>
        <translation>用目前学到的内容绘制图稿；可撤销</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>Rolling back…</source>
        <translation>正在回退…</translation>
    </message>
    <message>
        <source>Changing the plan…</source>
        <translation>正在更改训练方案…</translation>
    </message>
</context>
<context>
    <name>Ways</name>
    <message>
        <source>Take from them</source>
        <translation>从中采用</translation>
    </message>
    <message>
        <source>Paint over keeps the motif, Grow makes a new one.</source>
        <translation>覆绘保留纹样，重新生成则换成新纹样。</translation>
    </message>
    <message>
        <source>Add artwork or a picture first</source>
        <translation>请先添加图案或图片</translation>
    </message>
    <message>
        <source>The layer is locked</source>
        <translation>图层已锁定</translation>
    </message>
    <message>
        <source>Only artwork can be grown anew</source>
        <translation>只有图案可以重新生成</translation>
    </message>
    <message>
        <source>Tick a picture above first</source>
        <translation>请先在上方勾选图片</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Paint over</source>
        <translation>覆绘</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Carry the colours of the ticked pictures over</source>
        <translation>采用所勾选图片的颜色</translation>
    </message>
    <message>
        <source>Paint the style of the ticked pictures over what is there: it stays recognisable</source>
        <translation>把所勾选图片的风格画在现有内容上：内容仍可辨认</translation>
    </message>
    <message>
        <source>Grow the artwork anew in the style of the ticked pictures: its motif changes</source>
        <translation>按所勾选图片的风格重新生成图案：纹样会改变</translation>
    </message>
</context>
<context>
    <name>_Line</name>
    <message>
        <source>Make It a Formula…</source>
        <translation>设为公式…</translation>
    </message>
</context>
<context>
    <name>boards</name>
    <message>
        <source>Another board is called “{0}” already.</source>
        <translation>已有名为“{0}”的纸板。</translation>
    </message>
    <message>
        <source>Empty: the template works it out from the caliper</source>
        <translation>留空：由模板按厚度计算</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Short, and unlike any other: it is what --board takes</source>
        <translation>简短且不重复：--board 选项即用此名称</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>What the lists of boards say</source>
        <translation>纸板列表中显示的文字</translation>
    </message>
    <message>
        <source>Caliper, mm</source>
        <translation>厚度 (mm)</translation>
    </message>
    <message>
        <source>Thickness, mm</source>
        <translation>纸板厚度 (mm)</translation>
    </message>
    <message>
        <source>Weight, g/m²</source>
        <translation>定量 (g/m²)</translation>
    </message>
    <message>
        <source>Grammage, g/m²</source>
        <translation>定量（克重，g/m²）</translation>
    </message>
    <message>
        <source>Flute</source>
        <translation>楞型</translation>
    </message>
    <message>
        <source>Of corrugated board: {0}</source>
        <translation>瓦楞纸板的楞型：{0}</translation>
    </message>
    <message>
        <source>Inside loss, mm</source>
        <translation>内尺寸缩量 (mm)</translation>
    </message>
    <message>
        <source>What the inside loses against the die, mm.</source>
        <translation>内尺寸比刀版尺寸少的量 (mm)。</translation>
    </message>
    <message>
        <source>Outside gain, mm</source>
        <translation>外尺寸增量 (mm)</translation>
    </message>
    <message>
        <source>What the outside gains on the die, mm.</source>
        <translation>外尺寸比刀版尺寸多的量 (mm)。</translation>
    </message>
    <message>
        <source>Allowances</source>
        <translation>放量</translation>
    </message>
    <message>
        <source>Given to the template&apos;s parameters of these names, mm: panel_allowance=3, height_allowance=6</source>
        <translation>赋给模板中同名的参数 (mm)：panel_allowance=3, height_allowance=6</translation>
    </message>
    <message>
        <source>Price a m²</source>
        <translation>每 m² 价格</translation>
    </message>
    <message>
        <source>For a square metre, in your currency; empty if unknown</source>
        <translation>每平方米的价格，以您的货币计；未知则留空</translation>
    </message>
    <message>
        <source>A board needs a name.</source>
        <translation>纸板须有名称。</translation>
    </message>
    <message>
        <source>There is no flute “{0}”; there are {1}.</source>
        <translation>没有楞型“{0}”；可用 {1}。</translation>
    </message>
    <message>
        <source>“{0}” is not of the form panel_allowance=3.</source>
        <translation>“{0}”不符合 panel_allowance=3 的格式。</translation>
    </message>
    <message>
        <source>“{0}” is not a number.</source>
        <translation>“{0}”不是数字。</translation>
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
        <source>Folded</source>
        <translation>折叠效果</translation>
    </message>
    <message>
        <source>Plates</source>
        <translation>印版</translation>
    </message>
    <message>
        <source>Dieline</source>
        <translation>刀版</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Inks</source>
        <translation>油墨</translation>
    </message>
    <message>
        <source>Preflight</source>
        <translation>印前检查</translation>
    </message>
</context>
<context>
    <name>i18n</name>
    <message>
        <source>en</source>
        <comment>The language code of this translation: en or zh</comment>
        <translation>zh</translation>
    </message>
</context>
<context>
    <name>inks</name>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>White underprint</source>
        <translation>白墨打底</translation>
    </message>
    <message>
        <source>Varnish</source>
        <translation>上光</translation>
    </message>
    <message>
        <source>Hot foil</source>
        <translation>烫金</translation>
    </message>
    <message>
        <source>Cold foil</source>
        <translation>冷烫</translation>
    </message>
    <message>
        <source>Embossing</source>
        <translation>击凸</translation>
    </message>
    <message>
        <source>Debossing</source>
        <translation>压凹</translation>
    </message>
    <message>
        <source>Braille</source>
        <translation>盲文</translation>
    </message>
    <message>
        <source>Coding area</source>
        <translation>喷码区</translation>
    </message>
    <message>
        <source>Hologram area</source>
        <translation>全息区</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>尺寸标注</translation>
    </message>
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
    <message>
        <source>Barcode</source>
        <translation>条码</translation>
    </message>
    <message>
        <source>Placed artwork</source>
        <translation>置入图形</translation>
    </message>
</context>
<context>
    <name>library</name>
    <message>
        <source>Cartons</source>
        <translation>管式纸盒</translation>
    </message>
    <message>
        <source>Trays</source>
        <translation>盘式纸盒</translation>
    </message>
    <message>
        <source>Corrugated</source>
        <translation>瓦楞纸箱</translation>
    </message>
    <message>
        <source>Sleeves</source>
        <translation>封套</translation>
    </message>
    <message>
        <source>Displays</source>
        <translation>展示盒</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Pouches</source>
        <translation>包装袋</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>吊牌</translation>
    </message>
    <message>
        <source>Garments</source>
        <translation>服装布品</translation>
    </message>
    <message>
        <source>My templates</source>
        <translation>我的模板</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>内尺寸</translation>
    </message>
    <message>
        <source>Die, at the creases</source>
        <translation>刀版尺寸（压痕处）</translation>
    </message>
    <message>
        <source>Outside</source>
        <translation>外尺寸</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>尺寸类型</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>用料</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Grain</source>
        <translation>纹向</translation>
    </message>
    <message>
        <source>The flutes should run {0}. The other way, walls carry little and scores fold askew.</source>
        <translation>瓦楞方向应为{0}。若为另一方向，箱壁承重差，压痕处易折歪。</translation>
    </message>
    <message>
        <source>The grain should run {0}. The other way, walls bulge and folds crack or spring open.</source>
        <translation>纹向应为{0}。若为另一方向，盒壁会鼓起，折线会爆裂或回弹。</translation>
    </message>
    <message>
        <source>across the blank (left to right)</source>
        <translation>展开图横向（从左到右）</translation>
    </message>
    <message>
        <source>up the blank (bottom to top)</source>
        <translation>展开图纵向（从下到上）</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>未设定</translation>
    </message>
    <message>
        <source>Across the blank ↔</source>
        <translation>横向 ↔</translation>
    </message>
    <message>
        <source>Up the blank ↕</source>
        <translation>纵向 ↕</translation>
    </message>
    <message>
        <source>{0}, right for this style</source>
        <translation>{0}，适合此盒型</translation>
    </message>
    <message>
        <source>back</source>
        <translation>背面</translation>
    </message>
    <message>
        <source>front</source>
        <translation>正面</translation>
    </message>
    <message>
        <source>top {0}, bottom {1}</source>
        <translation>上{0}，下{1}</translation>
    </message>
    <message>
        <source>Remove “{0}” from my templates?</source>
        <translation>要从我的模板中移除“{0}”吗？</translation>
    </message>
    <message>
        <source>Designs that use it keep it.</source>
        <translation>使用它的设计仍会保留它。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
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
    <name>photo</name>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>填补</translation>
    </message>
    <message>
        <source>Enhance</source>
        <translation>增强</translation>
    </message>
    <message>
        <source>Cut out</source>
        <translation>抠图</translation>
    </message>
    <message>
        <source>The layer has as many steps as it can have: remove one first</source>
        <translation>该图层的步骤数已达上限：请先移除一个步骤</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{0} colours</source>
        <translation>{0} 种颜色</translation>
    </message>
    <message>
        <source>{0} references</source>
        <translation>{0} 张参考图</translation>
    </message>
    <message>
        <source>what was painted over</source>
        <translation>涂抹的部分</translation>
    </message>
    <message>
        <source>the background is clear</source>
        <translation>背景透明</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>降噪</translation>
    </message>
    <message>
        <source>sharpness</source>
        <translation>锐度</translation>
    </message>
    <message>
        <source>contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>white</source>
        <translation>白平衡</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>尚未设置</translation>
    </message>
</context>
<context>
    <name>pictures</name>
    <message>
        <source>Pictures ({0})</source>
        <translation>图片 ({0})</translation>
    </message>
    <message>
        <source>Vector artwork ({0})</source>
        <translation>矢量图形 ({0})</translation>
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
    <name>preflight</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 个错误</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 个警告</translation>
    </message>
    <message>
        <source>1 note</source>
        <translation>1 条提示</translation>
    </message>
    <message>
        <source>{0} errors</source>
        <translation>{0} 个错误</translation>
    </message>
    <message>
        <source>{0} warnings</source>
        <translation>{0} 个警告</translation>
    </message>
    <message>
        <source>{0} notes</source>
        <translation>{0} 条提示</translation>
    </message>
    <message>
        <source>Nothing to complain about</source>
        <translation>未发现问题</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>内面</translation>
    </message>
    <message>
        <source>Page {0}</source>
        <translation>第 {0} 页</translation>
    </message>
</context>
<context>
    <name>printing</name>
    <message>
        <source>Trim marks</source>
        <translation>裁切标记</translation>
    </message>
    <message>
        <source>Register marks</source>
        <translation>套准标记</translation>
    </message>
    <message>
        <source>Colour bar</source>
        <translation>色条</translation>
    </message>
    <message>
        <source>Plate names</source>
        <translation>印版名称</translation>
    </message>
    <message>
        <source>Job line</source>
        <translation>工单信息</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>尺寸标注</translation>
    </message>
    <message>
        <source>Legend of the lines</source>
        <translation>线型图例</translation>
    </message>
    <message>
        <source>Pictures: error</source>
        <translation>图片：错误</translation>
    </message>
    <message>
        <source>Pictures: warning</source>
        <translation>图片：警告</translation>
    </message>
    <message>
        <source>Bleed</source>
        <translation>出血</translation>
    </message>
    <message>
        <source>Safe zone</source>
        <translation>安全区</translation>
    </message>
    <message>
        <source>Process inks</source>
        <translation>四色总墨量</translation>
    </message>
    <message>
        <source>All plates</source>
        <translation>全部印版</translation>
    </message>
    <message>
        <source>Over an area</source>
        <translation>超限面积</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>线条</translation>
    </message>
    <message>
        <source>Line, many inks</source>
        <translation>线条，多色</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Text, many inks</source>
        <translation>文字，多色</translation>
    </message>
    <message>
        <source>Text, knocked out</source>
        <translation>文字，反白</translation>
    </message>
</context>
<context>
    <name>toolbox</name>
    <message>
        <source>Add window</source>
        <translation>添加开窗</translation>
    </message>
    <message>
        <source>Add oval window</source>
        <translation>添加椭圆开窗</translation>
    </message>
    <message>
        <source>Add euro hole</source>
        <translation>添加欧式挂孔</translation>
    </message>
    <message>
        <source>Add round hole</source>
        <translation>添加圆孔</translation>
    </message>
    <message>
        <source>&amp;Flap on an Edge</source>
        <translation>在边上加翼片(&amp;F)</translation>
    </message>
    <message>
        <source>Cr&amp;ease across a Panel</source>
        <translation>横贯面板的压痕(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>开窗(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Rounded Window</source>
        <translation>圆角开窗(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Oval Window</source>
        <translation>椭圆开窗(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Hanger (Euro Hole)</source>
        <translation>欧式挂孔(&amp;H)</translation>
    </message>
    <message>
        <source>Roun&amp;d Hole</source>
        <translation>圆孔(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Slit</source>
        <translation>切缝(&amp;S)</translation>
    </message>
    <message>
        <source>Add slit</source>
        <translation>添加切缝</translation>
    </message>
    <message>
        <source>&amp;Perforation</source>
        <translation>打孔线(&amp;P)</translation>
    </message>
    <message>
        <source>Add perforation</source>
        <translation>添加打孔线</translation>
    </message>
    <message>
        <source>Half &amp;Cut</source>
        <translation>半切线(&amp;C)</translation>
    </message>
    <message>
        <source>Add half cut</source>
        <translation>添加半切线</translation>
    </message>
    <message>
        <source>&amp;Glue Area</source>
        <translation>涂胶区(&amp;G)</translation>
    </message>
    <message>
        <source>Add glue area</source>
        <translation>添加涂胶区</translation>
    </message>
    <message>
        <source>&amp;Varnish-free Area</source>
        <translation>避光油区(&amp;V)</translation>
    </message>
    <message>
        <source>Add varnish-free area</source>
        <translation>添加避光油区</translation>
    </message>
    <message>
        <source>&amp;Bleed Area</source>
        <translation>出血区(&amp;B)</translation>
    </message>
    <message>
        <source>Add bleed</source>
        <translation>添加出血</translation>
    </message>
    <message>
        <source>S&amp;afe Area</source>
        <translation>安全区(&amp;A)</translation>
    </message>
    <message>
        <source>Add safe area</source>
        <translation>添加安全区</translation>
    </message>
    <message>
        <source>&amp;Round Corner</source>
        <translation>倒圆角(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Bow Edge</source>
        <translation>弯成弧边(&amp;B)</translation>
    </message>
    <message>
        <source>Split &amp;Edge</source>
        <translation>在边上加角点(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>测量(&amp;M)</translation>
    </message>
</context>
<context>
    <name>training</name>
    <message>
        <source>All that came</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>In the set</source>
        <translation>已入选</translation>
    </message>
    <message>
        <source>Mended</source>
        <translation>已修正</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未入选</translation>
    </message>
    <message>
        <source>With a label</source>
        <translation>有标签</translation>
    </message>
    <message>
        <source>turned upright</source>
        <translation>已转正</translation>
    </message>
    <message>
        <source>colours converted to sRGB</source>
        <translation>颜色已转换为 sRGB</translation>
    </message>
    <message>
        <source>unusable colour profile ignored</source>
        <translation>已忽略无法使用的颜色配置文件</translation>
    </message>
    <message>
        <source>CMYK shown as it prints</source>
        <translation>CMYK 按印刷效果显示</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>16 bits made 8</source>
        <translation>16 位转为 8 位</translation>
    </message>
    <message>
        <source>colour table resolved</source>
        <translation>已展开颜色表</translation>
    </message>
    <message>
        <source>transparency on white</source>
        <translation>透明处填白</translation>
    </message>
    <message>
        <source>first of several frames</source>
        <translation>多帧中的第一帧</translation>
    </message>
    <message>
        <source>enlarged</source>
        <translation>已放大</translation>
    </message>
    <message>
        <source>cropped to 2:1</source>
        <translation>已裁剪为 2:1</translation>
    </message>
    <message>
        <source>repeated to a square</source>
        <translation>已重复成正方形</translation>
    </message>
    <message>
        <source>stretched</source>
        <translation>已拉伸</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>not a picture</source>
        <translation>不是图片</translation>
    </message>
    <message>
        <source>one colour all over</source>
        <translation>整张同一种颜色</translation>
    </message>
    <message>
        <source>too small</source>
        <translation>太小</translation>
    </message>
    <message>
        <source>too long for a tile</source>
        <translation>对图案来说太长</translation>
    </message>
    <message>
        <source>too many pixels</source>
        <translation>像素过多</translation>
    </message>
    <message>
        <source>too large a file</source>
        <translation>文件太大</translation>
    </message>
    <message>
        <source>locked with a password</source>
        <translation>有密码锁定</translation>
    </message>
    <message>
        <source>there twice</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>nearly there twice</source>
        <translation>几乎重复</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>not allowed to be read</source>
        <translation>无权读取</translation>
    </message>
    <message>
        <source>a device or a pipe</source>
        <translation>设备或管道</translation>
    </message>
    <message>
        <source>a folder read already</source>
        <translation>已读取过的文件夹</translation>
    </message>
    <message>
        <source>The pictures have come to look all alike.</source>
        <translation>图片变得全都相似了。</translation>
    </message>
    <message>
        <source>Going on seldom mends this. Go back to when they still differed.</source>
        <translation>继续训练很少能改善。请回到它们仍有差异的时候。</translation>
    </message>
    <message>
        <source>The judge tells real from made without fail.</source>
        <translation>评判器总能分辨真假。</translation>
    </message>
    <message>
        <source>The model has nothing left to learn from it. Go back, or add pictures.</source>
        <translation>模型已无法从中学到东西。请回退，或添加图片。</translation>
    </message>
    <message>
        <source>The training has become unstable.</source>
        <translation>训练变得不稳定。</translation>
    </message>
    <message>
        <source>Its steps are many times what they were. Go back, and go on with a lower rate.</source>
        <translation>步长已是先前的许多倍。请回退，并以较低的学习率继续。</translation>
    </message>
    <message>
        <source>The training is in trouble ({0}).</source>
        <translation>训练出现问题({0})。</translation>
    </message>
    <message>
        <source>The pictures were better some time ago and have been getting worse since. Stop here, and roll back to the snapshot from before.</source>
        <translation>图片之前更好，此后一直在变差。请在此停止，并回退到之前的快照。</translation>
    </message>
    <message>
        <source>The networks were changed far too much at once. Limit each step: clip gradients at {0}.</source>
        <translation>网络一次改变得太多。请限制每一步：将梯度裁剪到 {0}。</translation>
    </message>
    <message>
        <source>Begin anew with spectral norm: it keeps the judge from overreacting to small differences.</source>
        <translation>用谱归一化重新开始：它能防止评判器对细小差异反应过度。</translation>
    </message>
    <message>
        <source>Learn at half the rate: slower, and steadier.</source>
        <translation>将学习率减半：更慢，也更稳。</translation>
    </message>
    <message>
        <source>One of the two learns far faster than the other. Let both learn at the same rate.</source>
        <translation>其中一方学得比另一方快得多。让双方以相同的学习率学习。</translation>
    </message>
    <message>
        <source>All pictures are becoming alike. Let the judge learn twice for each step of the painter, so that it notices.</source>
        <translation>所有图片正变得相似。让评判器在绘制者每走一步时学习两次，以便察觉。</translation>
    </message>
    <message>
        <source>Mix noise into what the judge sees, so that one good picture is not enough to please it.</source>
        <translation>在评判器所见的图片中混入噪声，使一张好图不足以让它满意。</translation>
    </message>
    <message>
        <source>Let the painter look some steps ahead, so that it does not chase what the judge believes just now. Each step takes longer.</source>
        <translation>让绘制者多预看几步，以免追逐评判器一时的看法。每一步耗时更长。</translation>
    </message>
    <message>
        <source>Begin anew with wider networks: they have room for more kinds of pictures.</source>
        <translation>用更宽的网络重新开始：它们能容纳更多种类的图片。</translation>
    </message>
    <message>
        <source>The judge has won, and with this loss the painter learns nothing from a judge that is sure. Take the non-saturating loss.</source>
        <translation>评判器已取胜，而用这种损失函数，绘制者无法从过于确信的评判器那里学到东西。请改用非饱和损失。</translation>
    </message>
    <message>
        <source>The judge is sure of every picture. A stronger penalty keeps it from overreacting.</source>
        <translation>评判器对每张图片都很确信。更强的惩罚能防止它反应过度。</translation>
    </message>
    <message>
        <source>Let the judge learn at half the rate, so that the painter can keep up.</source>
        <translation>将评判器的学习率减半，让绘制者跟得上。</translation>
    </message>
    <message>
        <source>The judge knows your pictures by heart. Add more pictures, or stop while what is drawn still looks good.</source>
        <translation>评判器已把您的图片死记硬背。请添加更多图片，或趁所绘图片仍然好看时停止。</translation>
    </message>
    <message>
        <source>So few pictures are hard to learn from nothing. Begin from a model that can draw already.</source>
        <translation>这么少的图片很难从零学起。请从已经会画的模型开始。</translation>
    </message>
    <message>
        <source>Let pictures be changed at random before they are judged, so that the judge does not learn them by heart.</source>
        <translation>评判前随机改动图片，使评判器无法死记硬背。</translation>
    </message>
    <message>
        <source>Keep the first layers of the judge as they were learned from many pictures.</source>
        <translation>让评判器的前几层保持从大量图片中学到的样子。</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>不到一分钟</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} 小时 {1} 分钟</translation>
    </message>
</context>
</TS>
