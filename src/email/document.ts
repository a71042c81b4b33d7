/** The HTML around what an email says. Its language is on an element inside too: email programs remove `html` and `body`. */
import { html } from 'hono/html'

interface Document {
  subject: string
  /** BCP 47, of the email's own words. */
  language: string
  direction: 'ltr' | 'rtl'
}

type Markup = ReturnType<typeof html>

export const emailDocument = async ({ subject, language, direction }: Document, content: Markup): Promise<string> =>
  String(
    await html`<!doctype html>
      <html lang="${language}" dir="${direction}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${subject}</title>
        </head>
        <body style="margin:0;padding:24px 16px;font:16px/1.6 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
          <div lang="${language}" dir="${direction}" style="max-width:544px;margin:0 auto;overflow-wrap:break-word">
            ${content}
          </div>
        </body>
      </html> `,
  )

export const actionButton = (url: string, label: string): Markup =>
  html`<p style="margin:24px 0">
    <a
      href="${url}"
      style="display:inline-block;padding:14px 24px;border-radius:10px;background:#1c4587;color:#ffffff;font-weight:600;text-decoration:none"
      >${label}</a
    >
  </p>`

/** The title of a petition, in its own direction. */
export const titleHeading = (title: string, language: string): Markup =>
  html`<h1 style="margin:0 0 16px;font:600 22px/1.3 Georgia,serif" dir="auto" lang="${language}">${title}</h1>`
