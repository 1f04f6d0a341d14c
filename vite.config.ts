import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig } from 'vitest/config';
import manifest from './manifest.json' with { type: 'json' };

interface Target {
  readonly outDir: string;
  readonly browser: 'chrome' | 'firefox';
  /** Pages that only calls name, where no bundler looks. */
  readonly pages: Readonly<Record<string, string>>;
  /** What its manifest has otherwise than manifest.json. */
  readonly differences: Readonly<Record<string, unknown>>;
}

const PANEL = { panel: 'src/panel/panel.html' };
const LOOPBACK = {
  host_permissions: ['http://127.0.0.1/*', 'https://127.0.0.1/*', 'http://[::1]/*', 'http://*.localhost/*'],
};

const CHROMIUM: Target = { outDir: 'dist', browser: 'chrome', pages: PANEL, differences: {} };

const FIREFOX: Target = {
  outDir: 'dist-firefox',
  browser: 'firefox',
  // Its DevTools panels can't ask for permission.
  pages: { ...PANEL, consent: 'src/consent/consent.html' },
  differences: {
    // Firefox has no service workers for extensions, and wants an id and a word on data collection.
    background: { scripts: ['src/background/main.ts'], type: 'module' },
    minimum_chrome_version: undefined,
    browser_specific_settings: {
      gecko: {
        id: '{6b0f6e0a-3a43-4d0c-9c55-5c0b7f3a9a51}',
        strict_min_version: '142.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
  },
};

const TARGETS: Readonly<Record<string, Target>> = {
  loopback: { ...CHROMIUM, outDir: 'dist-loopback', differences: LOOPBACK },
  firefox: FIREFOX,
  'firefox-loopback': {
    ...FIREFOX,
    outDir: 'dist-firefox-loopback',
    differences: { ...FIREFOX.differences, ...LOOPBACK },
  },
};

/** Tests of what has a document. */
const PAGES = ['test/{panel,options}/**/*.test.{ts,tsx}'];

/** No test waits; a busy machine does. */
const WORKERS = { maxWorkers: '100%', testTimeout: 180_000 };

/** One after the other, in one process: loading the libraries again for each file takes as long as some of the tests. */
const ONE_BROWSER = { fileParallelism: false, isolate: false, testTimeout: 120_000, hookTimeout: 180_000 };

/**
 * `vite build` makes `dist`, the extension as people install it in Chromium. `vite build --mode loopback` makes
 * `dist-loopback`, the same with host permission for this machine given at install, so that tests and the demo meet no
 * prompt. `--mode firefox` and `--mode firefox-loopback` make the same for Firefox, `dist-firefox` and
 * `dist-firefox-loopback`.
 */
export default defineConfig(({ mode }) => {
  const { outDir, browser, pages, differences } = TARGETS[mode] ?? CHROMIUM;
  return {
    plugins:
      mode === 'test'
        ? []
        : [crx({ manifest: { ...manifest, ...differences } as ManifestV3Export, browser })],
    resolve: { alias: { react: 'preact/compat', 'react-dom': 'preact/compat' } },
    build: {
      outDir,
      target: 'chrome121',
      modulePreload: false,
      rollupOptions: {
        input: pages,
        onwarn(warning, warn) {
          // virtua's "use client" speaks to servers that render React.
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
        },
      },
    },
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            include: ['test/**/*.test.ts'],
            exclude: ['test/e2e/**', ...PAGES],
            // Most of these are about pure functions, and loading those again for each file took longer than the tests.
            isolate: false,
            ...WORKERS,
          },
        },
        {
          extends: true,
          test: {
            name: 'pages',
            include: PAGES,
            setupFiles: 'test/pages.ts',
            // What imports React or Preact must go through the aliases above, and share one Preact.
            server: { deps: { inline: ['virtua', '@testing-library/preact'] } },
            ...WORKERS,
          },
        },
        {
          extends: true,
          test: {
            name: 'e2e',
            include: ['test/e2e/**/*.test.ts'],
            exclude: ['test/e2e/firefox/**'],
            globalSetup: 'test/e2e/build.ts',
            ...ONE_BROWSER,
          },
        },
        {
          extends: true,
          test: {
            name: 'firefox',
            include: [
              'test/e2e/{capture,check-panel,check-port,checks-in-panel,connections,coverage,files,injection,live,login,login-window,navigation,options,paths,prompt,scenarios,toolbar,unsent,untouched}.test.ts',
              'test/e2e/firefox/*.test.ts',
            ],
            env: { HOPSCOPE_BROWSER: 'firefox' },
            globalSetup: 'test/e2e/firefox/build.ts',
            ...ONE_BROWSER,
          },
        },
      ],
    },
  };
});
