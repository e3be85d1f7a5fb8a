/** `test` with a running server: one real process for each worker, with its own seeded installation. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { test as base, type Page } from '@playwright/test';
import { binary, copyOf, type Engine } from './engines.ts';

export type { Engine };

export interface EngineOption {
  engine: Engine;
}

export interface Server {
  url: string;
  engine: Engine;
  /** The published count of a petition, from the public API. */
  count(slug: string): Promise<number>;
}

interface WorkerFixtures extends EngineOption {
  server: Server;
}

/** Starts a server with a copy of the seeded installation. */
export async function start(engine: Engine): Promise<Server & { stop(): Promise<void> }> {
  const installation = copyOf(engine);
  const child = spawn(binary, ['serve'], {
    env: installation.environment,
    cwd: installation.dataFolder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const listening = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /listening on (http:\/\/\S+)/.exec(line);
      if (found?.[1]) resolve(found[1].replace(/\/$/, ''));
    });
    child.once('error', reject);
    void ended.then((code) => reject(new Error(`the server ended with ${code} before it listened`)));
  });
  const url = await listening;
  return {
    url,
    engine,
    async count(slug) {
      const answer = await fetch(`${url}/api/v1/petitions/${slug}/count`);
      return ((await answer.json()) as { signatureCount: number }).signatureCount;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      installation.remove();
    },
  };
}

export const test = base.extend<object, WorkerFixtures>({
  engine: ['sqlite', { option: true, scope: 'worker' }],
  server: [
    async ({ engine }, use) => {
      const server = await start(engine);
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
});

export { expect } from '@playwright/test';
export type { Page };
