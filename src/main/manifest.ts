import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { eventsUrl, installLink, overHttp } from '../bots/slack/manifest.ts';
import { printManifest } from '../cli/manifest.ts';

const file = fileURLToPath(new URL('../../manifest.yml', import.meta.url));

export interface ManifestOptions {
  /** Where Slack would reach us; without it, Socket Mode. */
  http?: URL;
  yaml?: boolean;
}

/** Prints a link that makes the Slack app, or the manifest itself. */
export async function manifest({ http, yaml }: ManifestOptions): Promise<void> {
  const written = await readFile(file, 'utf8');
  const text = http === undefined ? written : overHttp(written, http);
  const sentTo = http === undefined ? null : eventsUrl(http);
  process.stdout.write(yaml ? text : printManifest({ link: installLink(text), file, sentTo }));
}
