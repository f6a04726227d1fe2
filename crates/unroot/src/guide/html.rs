//! The little Markdown that our own texts use, as HTML. Everything is escaped first; nothing that
//! stands in a Dockerfile can become an element.

use super::markdown::{Block, Inline, blocks, inlines};

/// HTML of `markdown`. Headings start at `<h4>`: the page has others above them.
pub fn html(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() * 5 / 4);
    for block in blocks(markdown) {
        match block {
            Block::Heading(1, _) => {}
            Block::Heading(_, pieces) => element(&mut out, "h4", &pieces),
            Block::Paragraph(pieces) => element(&mut out, "p", &pieces),
            Block::List(items) => {
                out.push_str("<ul>");
                items.iter().for_each(|pieces| element(&mut out, "li", pieces));
                out.push_str("</ul>");
            }
            Block::Code { info, text } => {
                out.push_str("<pre tabindex=\"0\" data-kind=\"");
                escape(&mut out, info);
                out.push_str("\"><code>");
                escape(&mut out, text);
                out.push_str("</code></pre>");
            }
        }
    }
    out
}

/// HTML of one line: `` `code` ``, `**bold**` and `[text](https://…)`.
pub fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    write(&mut out, &inlines(text));
    out
}

fn element(out: &mut String, name: &str, pieces: &[Inline]) {
    for part in ["<", name, ">"] {
        out.push_str(part);
    }
    write(out, pieces);
    for part in ["</", name, ">"] {
        out.push_str(part);
    }
}

fn write(out: &mut String, pieces: &[Inline]) {
    for piece in pieces {
        let (before, text, after) = match piece {
            Inline::Text(text) => ("", text, ""),
            Inline::Code(text) => ("<code>", text, "</code>"),
            Inline::Strong(text) => ("<strong>", text, "</strong>"),
            Inline::Link { text, url } => {
                out.push_str("<a target=\"_blank\" rel=\"noreferrer\" href=\"");
                escape(out, url);
                ("\">", text, "</a>")
            }
        };
        out.push_str(before);
        escape(out, text);
        out.push_str(after);
    }
}

/// Adds `text` to `out` as HTML that says just that, also within an attribute's double quotes.
pub fn escape(out: &mut String, text: &str) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            char => out.push(char),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_elements() {
        let text =
            "# Title\n\nOne\nline.\n\n- a `b`\n  c\n- d\n\n## Why\n```dockerfile\nFROM <a>\n```\n";
        let expected = "<p>One\nline.</p><ul><li>a <code>b</code>\n  c</li><li>d</li></ul>\
            <h4>Why</h4><pre tabindex=\"0\" data-kind=\"dockerfile\"><code>FROM &lt;a&gt;\n</code></pre>";
        assert_eq!(html(text), expected);
    }

    #[test]
    fn nothing_of_a_dockerfile_becomes_an_element() {
        assert_eq!(inline("`<img src=x>` & <b>"), "<code>&lt;img src=x&gt;</code> &amp; &lt;b&gt;");
        assert_eq!(inline("[x](javascript:alert(1))"), "[x](javascript:alert(1))");
        assert_eq!(
            inline("[x](https://a/\"onclick=\"b)"),
            "<a target=\"_blank\" rel=\"noreferrer\" href=\"https://a/&quot;onclick=&quot;b\">x</a>"
        );
    }
}
