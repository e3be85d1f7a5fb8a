import { randomBytes } from 'node:crypto';
import type { FullConfig } from '@playwright/test';

/** Which engines this run uses: all projects, or those named by `--project`. */
export function enginesOf(config: FullConfig): Array<'sqlite' | 'postgres'> {
  const named = process.argv.flatMap((word, at, all) =>
    word === '--project' ? [all[at + 1] ?? ''] : word.startsWith('--project=') ? [word.slice('--project='.length)] : [],
  );
  const names = named.length > 0 ? named : config.projects.map((project) => project.name);
  return (['sqlite', 'postgres'] as const).filter((engine) => names.includes(engine));
}

export default async function prepare(config: FullConfig): Promise<void> {
  process.env['WEERKLANK_JOURNEYS_RUN'] = randomBytes(4).toString('hex');
  const { makeTemplate } = await import('./engines.ts');
  for (const engine of enginesOf(config)) makeTemplate(engine);
}
