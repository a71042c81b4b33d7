/**
 * A sample partner site on an origin of its own, which embeds the petition. Its Content-Security-Policy allows no more than an
 * embed needs, so that everything that works here works under a strict policy.
 */
import { createServer, type Server } from 'node:http'

/** `countsOrigin`: of the bucket of static counts. */
export function partnerServer(petitionOrigin: string, countsOrigin: string): Server {
  const pages = new Map([
    [
      '/',
      {
        html: partnerPage(petitionOrigin),
        policy:
          `default-src 'none'; style-src 'unsafe-inline'; script-src ${petitionOrigin}; connect-src ${petitionOrigin} ${countsOrigin}; ` +
          `frame-src ${petitionOrigin}; img-src ${petitionOrigin}`,
      },
    ],
    [
      '/strict',
      {
        html: strictPage(petitionOrigin),
        policy: `default-src 'none'; script-src ${petitionOrigin}; connect-src ${petitionOrigin}`,
      },
    ],
    [
      '/sign',
      {
        html: signPage(petitionOrigin),
        policy: `default-src 'none'; style-src 'unsafe-inline'; script-src ${petitionOrigin}; frame-src ${petitionOrigin}`,
      },
    ],
  ])
  return createServer((request, response) => {
    const page = pages.get(request.url ?? '')
    if (page === undefined) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': page.policy,
    })
    response.end(page.html)
  })
}

/** The strictest policy that the counter works under. It allows not even the page's own styles, so the page has none. */
const strictPage = (origin: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The Lanternmouth Gazette, strict policy</title>
<script type="module" src="${origin}/widget.js"></script>
</head>
<body>
<main>
<h1>Islanders want their night boat back</h1>
<petition-counter petition="demo"><a href="${origin}/p/demo">Sign the petition</a></petition-counter>
</main>
</body>
</html>
`

/** The form to sign: as the code has it, in a sandbox, and without one in a narrow column. */
const signPage = (origin: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The Lanternmouth Gazette: sign here</title>
<style>
:root { color-scheme: light }
body { margin: 0 auto; padding: 1rem; max-width: 37.5rem; background: #fffef9; color: #22201c; font: 1.0625rem/1.65 Georgia, "Noto Serif", serif }
iframe { display: block; border: 0; width: 100% }
.narrow { width: 240px }
</style>
<script type="module" src="${origin}/embed.js"></script>
</head>
<body>
<main>
<h1>Islanders want their night boat back</h1>
<iframe id="sandboxed" src="${origin}/embed/demo/sign?lang=en&amp;partner=gazette" title="Sign the petition" height="760" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-forms"></iframe>
<h2>In a narrow column</h2>
<iframe id="plain" class="narrow" src="${origin}/embed/demo/sign?lang=en&amp;theme=dark&amp;partner=gazette" title="Sign the petition, in a narrow column" height="760"></iframe>
</main>
</body>
</html>
`

const partnerPage = (origin: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The Lanternmouth Gazette</title>
<link rel="icon" href="${origin}/icon.svg" type="image/svg+xml">
<style>
:root { color-scheme: light }
body { margin: 0 auto; padding: 1.5rem; max-width: 62rem; background: #fffef9; color: #22201c; font: 1.0625rem/1.65 Georgia, "Noto Serif", serif }
header { text-align: center; border-bottom: 3px double #22201c; margin-bottom: 2rem; padding-bottom: 1rem }
header p { margin: 0; font: .8125rem/1.5 system-ui, sans-serif; letter-spacing: .12em; text-transform: uppercase }
h1 { font-size: clamp(2rem, 7vw, 3.5rem); line-height: 1.1; margin: .25rem 0 0 }
h2 { font-size: clamp(1.6rem, 4.5vw, 2.25rem); line-height: 1.2; margin: 0 0 .5rem; text-wrap: balance }
main { display: grid; gap: 2.5rem }
aside { display: grid; gap: 2rem; align-content: start }
aside h3 { font: 600 .8125rem/1.4 system-ui, sans-serif; letter-spacing: .06em; text-transform: uppercase; color: #6a6357; margin: 0 0 .6rem }
iframe { border: 0; width: 100% }
petition-counter { width: 100% }
.harbour { --petition-accent: #14566b; --petition-radius: 0; --petition-font: Georgia, 'Times New Roman', serif }
.byline { color: #6a6357; font-style: italic; margin: 0 0 1.25rem }
@media (min-width: 48rem) { main { grid-template-columns: minmax(0, 1fr) 19rem } }
</style>
<script type="module" src="${origin}/widget.js"></script>
<script type="module" src="${origin}/embed.js"></script>
</head>
<body>
<header><p>A sample partner site, on another origin</p><h1>The Lanternmouth Gazette</h1></header>
<main>
<article>
<h2>Islanders want their night boat back</h2>
<p class="byline">By our harbour correspondent</p>
<p>The last ferry to the Lantern Islands may soon leave before the late shift ends. A petition against the new
timetable has been going round the quays, the cannery and both schools since Monday, and the people behind it say that
they will carry it to the council in person.</p>
<p>The boxes beside this article show how many people have signed. The count is live, and any site can embed it in these
formats.</p>
</article>
<aside>
<section><h3>Web component</h3><petition-counter petition="demo" lang="en"><a href="${origin}/p/demo">Sign the petition</a></petition-counter></section>
<section><h3>Web component, customised</h3><petition-counter class="harbour" petition="demo" lang="ru" theme="light" size="small" goal="8000" partner="gazette"><a href="${origin}/p/demo?source=gazette">Подписать петицию</a></petition-counter></section>
<section><h3>Iframe</h3><iframe src="${origin}/embed/demo?lang=en&amp;partner=gazette" title="Petition: signatures so far" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe></section>
<section><h3>Iframe in WordPress’s sandbox</h3><iframe src="${origin}/embed/demo?lang=en&amp;theme=dark&amp;goal=none" title="Petition: signatures so far, in a sandbox" sandbox="allow-scripts"></iframe></section>
<section><h3>Badge</h3><a href="${origin}/p/demo"><img src="${origin}/badge/demo.svg?lang=en" alt="Signatures so far" height="20"></a></section>
</aside>
</main>
</body>
</html>
`
