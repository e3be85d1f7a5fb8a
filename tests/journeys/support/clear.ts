import type { FullConfig } from '@playwright/test';
import { removeTemplate } from './engines.ts';
import { enginesOf } from './prepare.ts';

export default function clear(config: FullConfig): void {
  for (const engine of enginesOf(config)) removeTemplate(engine);
}
