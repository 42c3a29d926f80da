use hotplate_figure::{Scene, Size};

use super::*;

fn scene() -> Scene {
    Scene {
        size: Size { width: 120.4, height: 80.0 },
        title: "One \"resource\"".to_owned(),
        description: "a <b> c.".to_owned(),
        shapes: Vec::new(),
    }
}

#[test]
fn a_fragment_is_html_with_a_picture_and_the_text() {
    let written = fragment(&scene(), "figures/my nfs,1", "a: <b>\n\tc: \"&\"\n");
    expect_test::expect![[r#"
        <hot-plate>
        <link rel="stylesheet" href="figures/my%20nfs%2C1.css">
        <figure class="hot-plate">
        <img src="figures/my%20nfs%2C1.svg" alt="One &quot;resource&quot;. a &lt;b&gt; c." width="121" height="80">
        <figcaption>One &quot;resource&quot;</figcaption>
        </figure>
        <details>
        <summary>Template</summary>
        <pre tabindex="0"><code class="language-yaml">a: &lt;b&gt;
        	c: &quot;&amp;&quot;
        </code></pre>
        </details>
        </hot-plate>
    "#]]
    .assert_eq(&written.html);
    assert_eq!(written.files, [("svg", svg(&scene(), Theme::Auto)), ("css", PICTURE_STYLE.to_owned())]);
}

#[test]
fn a_conversation_stands_in_the_page_itself() {
    let written =
        conversation_fragment("<div class=\"hot-plate-exchange\">…</div>\n", "figures/my nfs", "a: 1\n");
    expect_test::expect![[r#"
        <hot-plate view="exchange">
        <link rel="stylesheet" href="figures/my%20nfs.css">
        <figure class="hot-plate">
        <div class="hot-plate-exchange">…</div>
        <figcaption>What the instances tell each other</figcaption>
        </figure>
        <details>
        <summary>Template</summary>
        <pre tabindex="0"><code class="language-yaml">a: 1
        </code></pre>
        </details>
        </hot-plate>
    "#]]
    .assert_eq(&written.html);
    assert_eq!(written.files, [("css", CONVERSATION_STYLE.to_owned())]);
}
