/**
 * Texts that try to be more than text, for every place that shows what people wrote. Those with a control, a
 * bidirectional embedding, override or isolate, half a character or a heap of accents in them are refused wherever people write (text.ts);
 * everything else has to come out as it went in.
 */

export interface Payload {
  name: string
  text: string
  /** Why no line of text may be it, or null if one may. */
  refusedAs: 'hidden-characters' | 'too-many-marks' | null
}

const accepted = (name: string, text: string): Payload => ({ name, text, refusedAs: null })
const refused = (name: string, text: string, refusedAs: Payload['refusedAs'] = 'hidden-characters'): Payload => ({
  name,
  text,
  refusedAs,
})

export const PAYLOADS: readonly Payload[] = [
  accepted('a script', '<script>alert(1)</script>'),
  accepted('an attribute with a handler', '"><img src=x onerror=alert(1)>'),
  accepted('an attribute in single quotes', `' onmouseover='alert(1)' x='`),
  accepted('an attribute without quotes', 'x onfocus=alert(1) autofocus=1'),
  accepted('an expression between quotes', `'-alert(1)-'`),
  accepted('the end of a title, and an SVG', '</title><svg onload=alert(1)>'),
  accepted('the end of a text area', '</textarea><script>alert(1)</script>'),
  accepted('the end of a style', '</style><script>alert(1)</script>'),
  accepted('the end of a script', '</script><script>alert(1)</script>'),
  accepted('the end of a comment', '--><script>alert(1)</script><!--'),
  accepted('the end of a link and of an element of ours', '</a></petition-counter><iframe srcdoc="<b>x</b>">'),
  accepted('the end of a character section', ']]><x>'),
  accepted('a character section', '<![CDATA[<x>]]>'),
  accepted('a document type with an entity', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;'),
  accepted('a processing instruction', '<?xml-stylesheet href="//evil.test/x.css"?>'),
  accepted('foreign content in SVG', '<foreignObject><b>x</b></foreignObject>'),
  accepted('references to characters', '&lt;b&gt; &#60;b&#62; &amp;amp;'),
  accepted('half a reference', '&lt &#x3c &notanentity; &'),
  accepted('a template', '{{constructor.constructor("alert(1)")()}}'),
  accepted('other templates', '${alert(1)} <%= 1 %> #{1} %s %n $& $1 $`'),
  accepted('the end of a JSON string', '"}],"x":{"y":"\\'),
  accepted('an escape of JSON', '\\u003cscript\\u003e \\n \\"'),
  accepted('a URL that runs', 'javascript:alert(1)'),
  accepted(
    'Markdown with a URL that runs',
    '[a](javascript:alert(1)) ![b](https://evil.test/x.png) <https://evil.test>',
  ),
  accepted('Markdown of a code', '`a` **b** ]( [c][d] | e | ~~f~~'),
  accepted('headers', 'a%0d%0aSet-Cookie: a=b'),
  accepted('zero-width characters', 'a\u200Bb\u200Cc\u200Dd\u2060e\uFEFFf'),
  accepted('direction marks', 'a\u200Eb\u200Fc\u061Cd'),
  accepted('right to left', 'أنقذوا العبّارة الليلية'),
  accepted('both directions', 'Save עבור the مَسار 123'),
  accepted('joined emoji', '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏳️‍🌈'),
  accepted('tag characters', 'a\u{E0041}\u{E0042}b'),
  accepted('accents on one letter', 'Z\u0351\u0363\u0333'),
  accepted('characters beyond the first plane', '𝓗𝓮𝓵𝓵𝓸 𠜎𠜱'),
  accepted('what XML does not allow', 'a\uFFFEb\uFFFFc'),
  accepted('letters that look like others', 'раураl.example'),
  accepted('a hundred letters', 'W'.repeat(100)),
  refused('a NUL', 'a\u0000b'),
  refused('an escape for terminals', 'a\u001B[31mb'),
  refused('a backspace', 'a\u0008b'),
  refused('a C1 control', 'a\u0086b'),
  refused('an override', 'a\u202Egpj.exe'),
  refused('an embedding', 'a\u202Bb'),
  refused('an isolate', 'a\u2067b'),
  refused('an end of an isolate', 'a\u2069b'),
  refused('stacked accents', `Z${'\u0351\u0363\u0333'.repeat(20)}`, 'too-many-marks'),
  refused('a high surrogate alone', 'a\uD83Db'),
  refused('a low surrogate alone', 'a\uDE00b'),
]

/** As parts of a path, percent-encoded where a URL could not have them otherwise. None is a slug. */
export const SLUG_PAYLOADS: readonly { name: string; slug: string }[] = [
  { name: 'markup', slug: encodeURIComponent('<script>alert(1)</script>') },
  { name: 'an attribute', slug: encodeURIComponent('"><img src=x onerror=alert(1)>') },
  { name: 'an override', slug: encodeURIComponent('a\u202Eb') },
  { name: 'a zero-width space', slug: encodeURIComponent('a\u200Bb') },
  { name: 'a NUL', slug: '%00' },
  { name: 'line breaks', slug: 'a%0d%0aSet-Cookie:%20a=b' },
  { name: 'bytes that are not UTF-8', slug: '%ff%fe' },
  { name: 'half an escape', slug: '%E0%A4%A' },
  { name: 'an encoded path', slug: '..%2f..%2fapi' },
  { name: 'an escape of an escape', slug: '%253Cscript%253E' },
  { name: 'SQL', slug: encodeURIComponent(`' OR 1=1 --`) },
  { name: 'a name of every object', slug: '__proto__' },
  { name: 'a letter beside ASCII', slug: encodeURIComponent('demо') },
]
