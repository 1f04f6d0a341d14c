import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vitest/config';
import manifest from './manifest.json' with { type: 'json' };

/**
 * `vite build` makes `dist`, the extension as people install it. `vite build --mode loopback` makes `dist-loopback`,
 * the same with host permission for this machine given at install, so that tests and the demo meet no prompt.
 */
export default defineConfig(({ mode }) => {
  const loopback = mode === 'loopback';
  const hosts = loopback ? { host_permissions: ['http://127.0.0.1/*', 'http://localhost/*'] } : {};
  return {
    plugins: mode === 'test' ? [] : [crx({ manifest: { ...manifest, ...hosts } })],
    resolve: { alias: { react: 'preact/compat', 'react-dom': 'preact/compat' } },
    build: {
      outDir: loopback ? 'dist-loopback' : 'dist',
      target: 'chrome121',
      modulePreload: false,
      rollupOptions: {
        // The DevTools page names the panel in a call only, where no bundler looks.
        input: { panel: 'src/panel/panel.html' },
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
            include: ['test/**/*.test.{ts,tsx}'],
            exclude: ['test/e2e/**'],
            // What imports React or Preact must go through the aliases above, and share one Preact.
            server: { deps: { inline: ['virtua', '@testing-library/preact'] } },
          },
        },
        {
          extends: true,
          test: {
            name: 'e2e',
            include: ['test/e2e/**/*.test.ts'],
            globalSetup: 'test/e2e/build.ts',
            fileParallelism: false,
            testTimeout: 60_000,
            hookTimeout: 60_000,
          },
        },
      ],
    },
  };
});
