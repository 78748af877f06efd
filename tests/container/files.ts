import { parse } from 'yaml';
import { readText } from '../repo/tree.ts';

/** A service of compose.yaml, as far as we hold it to something. */
export interface ComposeEntry {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  secrets?: string[];
  ports?: string[];
  volumes?: string[];
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
  stop_grace_period?: string;
  restart?: string;
  read_only?: boolean;
  init?: boolean;
  tmpfs?: string[];
}

interface Compose {
  services: Record<string, ComposeEntry>;
  volumes: Record<string, unknown>;
  secrets: Record<string, { file: string }>;
}

export const readCompose = (): Compose => parse(readText('compose.yaml'), { merge: true }) as Compose;

/** The services that are this program, by name. */
export const ownServices = ({ services }: Compose): [string, ComposeEntry][] =>
  Object.entries(services).filter(([, service]) => service.build !== undefined);

/** The instructions of the Dockerfile, continued lines joined. */
export const readDockerfile = (): { word: string; rest: string }[] =>
  readText('Dockerfile')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
      return { word, rest };
    });
