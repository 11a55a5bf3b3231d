"""Everything that should not be in a folder of posts, and is."""
def post(file, data):
    with open("posts/" + file, "wb") as f:
        f.write(data.encode() if isinstance(data, str) else data)

def head(title, more=""):
    return f"---\ntitle: {title}\ndate: 2020-01-01\n{more}---\n"

seed, noise = 1, bytearray()
for _ in range(4096):
    seed = (seed * 1103515245 + 12345) % 2**31
    noise.append(seed >> 16 & 255)
post("00-empty.md", "")
post("01-blank.md", "\n\n  \n")
post("02-noise.md", bytes(noise))
post("03-nul.md", head("零字节") + "<p>a\0b\0</p>")
post("04-title-only.md", head("只有题目"))
post("05-no-title.md", "---\ndate: 2020-01-01\n---\n<p>没有题目的一段。</p>")
post("06-open-fence.md", "---\ntitle: 没有关上\n<p>正文在哪里。</p>")
post("07-bad-yaml.md", "---\ntitle: \"他说\"你好\"\"\n为什么: 这样: 那样\ntags: [a, b\n\tx: @y\ndate: 2018-02-31 23:50:48\n---\n<p>头坏了，身子没坏。</p>")
post("08-deep-div.md", head("三万层") + "<div>" * 30000 + "底" + "</div>" * 30000)
post("09-deep-inline.md", head("万层格式") + "<b><i><u>" * 10000 + "底")
post("10-deep-table.md", head("表中表") + "<table><tr><td>" * 3000 + "底")
post("11-attributes.md", head("属性") + "<p " + " ".join(f"a{i}=1" for i in range(20000)) + ">属性很多</p>")
post("12-odd-names.md", head("怪名") + "<p a\"b=1 =x d<e=2 xmlns:x='y' x:z=1 xml:lang=q>一</p><x:y.z>二</x:y.z><1>三<stdio.h>四</p>")
post("13-missing.md", head("缺图", "headimg: ../../../etc/passwd\n") + "<p><img src=\"no.png\"><img src=\"file:///etc/passwd\"><img src=\"../../../../etc/passwd\">"
     "<img src><img src=\"http://[bad\"><img src=\"data:image/png;base64,AAAA\"></p>")
post("14-fake.md", head("假图") + "<p><img src=\"fake.png\">假</p>")
post("fake.png", "this is no picture")
post("15-entities.md", head("&#x4e00;&amp;&lt;b&gt;") + "<p>&bogus; &#99999999999; &#0; &lt;b&gt; ]]> --> <!-- a -- b --!> 完</p>")
post("16-bomb.md", "---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\ntitle: 别名\n---\n<p>好。</p>")
post("17-flow.md", "---\ntitle: 深\nx: " + "[" * 20000 + "\n---\n<p>好。</p>")
post("18-unclosed.md", head("不闭合") + "<p>一<b>二<i>三</b>四<table>五<tr>六<td>七<select><option>八<textarea><p>九")
post("19-comment.md", head("注释不关") + "<p>前</p><!-- 后面全是注释 <p>看不见</p>")
post("20-long-word.md", head("长词") + "<p>" + "w" * 100000 + "</p>")
post("21-links.md", head("坏链接") + "".join(f"<p><a href=\"{u}\">链</a></p>" for u in
     ("http://", "http://a b/", "//", "#", "?x", "mailto:", "http://a:99999/", "HTTP://例子.测试/路 径", "file:///etc", "data:text/html,x", "\\\\host\\x")))
post("22-ids.md", head("重复的号") + "<p id=x>一</p><p id=x>二</p><p id=\"\">三</p><p id=\"1 2\">四</p><h2 id=中>五</h2><a href=\"#x\">x</a><a href=\"#中\">中</a>")
post("23-markdown.md", head("深引用", "layout: post\n") + ">" * 2000 + " 底\n\n" + "* " * 500 + "x\n\n" + "[" * 5000 + "\n")
post("24-svg-math.md", head("外来元素") + "<svg><foreignObject><p>一</p></foreignObject><title>题</title><script>x</script></svg>"
     "<math><mi>x</mi><annotation-xml encoding=\"text/html\"><p>二</p></annotation-xml></math>")
