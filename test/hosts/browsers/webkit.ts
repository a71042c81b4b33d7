/** WebKitGTK's MiniBrowser, by Selenium and WebKit's own driver, on an X server without a screen. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { Builder, By, Capabilities, until, type WebDriver } from 'selenium-webdriver'

import { freePortPair } from '../../support/ports.ts'
import { temporaryDirectory } from '../../support/temporary-directory.ts'
import { miniBrowser, WEBKIT_DRIVER } from '../needs.ts'
import { type Service, startService } from '../service.ts'
import type { HostBrowser } from './browser.ts'
import { WINDOW } from './window.ts'

const PATIENCE_MS = 120_000

export async function launchWebKit(): Promise<HostBrowser> {
  const { service: screen, display } = await startScreen()
  const drivers = new Set<Service>()
  const [downloads, config] = [temporaryDirectory(), temporaryDirectory()]
  // Where GLib looks for the directory of downloads.
  writeFileSync(join(config.path, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads.path}"\n`)
  return {
    downloads: downloads.path,
    async open(url) {
      const port = await freePortPair()
      // A driver has one session at a time.
      const service = await startService(WEBKIT_DRIVER, [`--host=127.0.0.1`, `--port=${port}`], {
        env: {
          DISPLAY: display,
          XDG_CONFIG_HOME: config.path,
          // It refuses to run as root, as tests in containers do.
          WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
          // There is no graphics card.
          WEBKIT_DISABLE_DMABUF_RENDERER: '1',
          LIBGL_ALWAYS_SOFTWARE: '1',
          GDK_BACKEND: 'x11',
          NO_AT_BRIDGE: '1',
        },
        isReady: async () => (await fetch(`http://127.0.0.1:${port}/status`)).ok,
      })
      drivers.add(service)
      const driver = await connect(port)
      const close = async (): Promise<void> => {
        await driver.quit()
        await service.stop()
        drivers.delete(service)
      }
      await driver
        .manage()
        .window()
        .setRect({ x: 0, y: 0, ...WINDOW })
      await driver.get(url)
      const find = (selector: string) => driver.wait(until.elementLocated(By.css(selector)), PATIENCE_MS)
      return {
        goTo: (url) => driver.get(url),
        async read(expression, selector) {
          if (selector === undefined) return driver.executeScript(`return (${expression})`)
          await driver.switchTo().frame(await find(selector))
          try {
            return await driver.executeScript(`return (${expression})`)
          } finally {
            await driver.switchTo().defaultContent()
          }
        },
        type: async (selector, text) => (await find(selector)).sendKeys(text),
        choose: async (selector, file) => (await find(selector)).sendKeys(file),
        click: async (selector) => (await find(selector)).click(),
        close,
      }
    },
    async close() {
      for (const service of drivers) await service.stop()
      await screen.stop()
      for (const directory of [downloads, config]) directory.remove()
    },
  }
}

/** Selenium knows no WebKitGTK: its capabilities are given as WebKitWebDriver reads them. */
function connect(port: number): Promise<WebDriver> {
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
  })
  return new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build()
}

/** The X server chooses a display that is free, and prints its number. */
async function startScreen(): Promise<{ service: Service; display: string }> {
  const size = `${WINDOW.width}x${WINDOW.height + 200}x24`
  const displayOf = (output: string): string | undefined => /^\d+$/m.exec(output)?.[0]
  const service = await startService('Xvfb', ['-displayfd', '1', '-screen', '0', size, '-nolisten', 'tcp'], {
    isReady: (output) => displayOf(output) !== undefined,
  })
  return { service, display: `:${displayOf(service.output()) ?? ''}` }
}
