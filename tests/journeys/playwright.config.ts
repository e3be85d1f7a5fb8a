import { defineConfig } from '@playwright/test';
import type { EngineOption } from './support/server.ts';

/** Debian's Chromium; nothing is downloaded. */
const chromium = process.env['WEERKLANK_CHROMIUM'] ?? '/usr/bin/chromium';

export default defineConfig<object, EngineOption>({
  testDir: '.',
  outputDir: '../../target/journeys/results',
  globalSetup: './support/prepare.ts',
  globalTeardown: './support/clear.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    timezoneId: 'Europe/Amsterdam',
    // Recording costs more than the walk itself; ask for it when something fails: --trace retain-on-failure
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'sqlite', use: { engine: 'sqlite' }, grepInvert: /@only-postgres/ },
    // The pages come from the same templates; what differs is what happens when somebody acts.
    { name: 'postgres', use: { engine: 'postgres' }, testIgnore: /every-page/, grepInvert: /@only-sqlite/ },
  ],
});
