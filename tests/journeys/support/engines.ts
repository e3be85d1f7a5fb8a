/**
 * A seeded installation is made once for each database engine (`prepare.ts`); every worker gets its own copy
 * of it (`copyOf`). With PostgreSQL the data folder is copied as well: it holds the key.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Engine = 'sqlite' | 'postgres';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
export const workFolder = join(repository, 'target/journeys');
export const binary = resolve(process.env['WEERKLANK_BIN'] ?? join(repository, 'target/debug/weerklank'));
const cluster = process.env['WEERKLANK_TEST_POSTGRES'];
const template = `journeys_template_${process.env['WEERKLANK_JOURNEYS_RUN'] ?? ''}`;

export interface Installation {
  environment: Record<string, string>;
  dataFolder: string;
  remove(): void;
}

function psql(sql: string): void {
  if (!cluster) {
    throw new Error('WEERKLANK_TEST_POSTGRES is not set: use `make test`, or scripts/with-postgres.sh in front of the command');
  }
  execFileSync('psql', [`${cluster}/postgres`, '--quiet', '--no-psqlrc', '--set', 'ON_ERROR_STOP=1', '--command', sql], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The program's environment: our settings and nothing that the caller's shell may hold. */
function environment(dataFolder: string, databaseUrl: string | undefined): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '/',
    WEERKLANK_DATA_DIR: dataFolder,
    ...(databaseUrl ? { WEERKLANK_DATABASE_URL: databaseUrl } : {}),
    WEERKLANK_BIND: '127.0.0.1:0',
    WEERKLANK_DEMO: '1',
    WEERKLANK_LIMITS: 'off',
    WEERKLANK_LOG: 'warn',
  };
}

function templateFolder(engine: Engine): string {
  return join(workFolder, `template-${engine}`);
}

export function makeTemplate(engine: Engine): void {
  if (!existsSync(binary)) throw new Error(`${binary} is missing: cargo build --bin weerklank`);
  const folder = templateFolder(engine);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (engine === 'postgres') psql(`CREATE DATABASE ${template}`);
  const settings = environment(folder, engine === 'postgres' ? `${cluster}/${template}` : undefined);
  for (const command of [['migrate'], ['seed', 'demo']]) {
    execFileSync(binary, command, { env: settings, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}

export function removeTemplate(engine: Engine): void {
  rmSync(templateFolder(engine), { recursive: true, force: true });
  if (engine === 'postgres') psql(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
}

export function copyOf(engine: Engine): Installation {
  const name = `journey_${randomBytes(6).toString('hex')}`;
  const dataFolder = join(workFolder, name);
  cpSync(templateFolder(engine), dataFolder, { recursive: true });
  if (engine === 'postgres') psql(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    dataFolder,
    environment: environment(dataFolder, engine === 'postgres' ? `${cluster}/${name}` : undefined),
    remove() {
      rmSync(dataFolder, { recursive: true, force: true });
      if (engine === 'postgres') psql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
