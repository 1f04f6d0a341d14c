import puppeteer, { type Browser } from 'puppeteer-core';
import { installFirefox } from '../../stack/install/browser.ts';

export interface FirefoxOptions {
  /** The built extension: `dist-firefox`, or `dist-firefox-loopback` where no permission prompt may come. Without it none is loaded. */
  readonly extensionDir?: string;
  /** Names that lead to this machine. */
  readonly hosts?: readonly string[];
}

/**
 * Starts Firefox, headless, with the extension loaded and an empty profile that goes when the browser closes. No DevTools
 * are open yet; when they are, they leave no room to the page, so that the panel shows all its columns and many rows.
 * @throws one line that says what to install, when there is no Firefox
 */
export async function launchFirefox({ extensionDir, hosts = [] }: FirefoxOptions): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await installFirefox(),
    headless: true,
    defaultViewport: null,
    timeout: 120_000,
    args: ['--remote-allow-system-access', '--width=1440', '--height=1200'],
    extraPrefsFirefox: {
      'network.dns.localDomains': hosts.join(),
      'devtools.toolbox.footer.height': 1000,
    },
  });
  if (extensionDir) await browser.installExtension(extensionDir);
  return browser;
}
