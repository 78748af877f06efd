import { formatDate } from './dates.ts';
import { decodeEntities } from './entities.ts';
import type { Names } from './names.ts';
import { addChannel, addLink, addPing, addText, type Passage } from './passage.ts';

const schemes = /^(?:https?|ftp|mailto|tel|slack|sftp|data|javascript|file):/i;

/**
 * Reads a control sequence, what stands between `<` and `>`: https://docs.slack.dev/messaging/formatting-message-text. False when
 * it is none.
 */
export function readAngle(inside: string, into: Passage, names: Names): boolean {
  const [target = '', label] = splitOnce(inside);
  if (/^@[UW][A-Z0-9]+$/.test(target)) return readUser(target.slice(1), label, into, names);
  if (/^#[CGD][A-Z0-9]+$/.test(target)) return readChannel(target.slice(1), label, into, names);
  if (target.startsWith('!')) return readSpecial(target.slice(1), label, into, names);
  if (!schemes.test(target)) return false;
  const url = decodeEntities(target);
  addLink(into, url, label === undefined || label === '' ? url.replace(/^mailto:/, '') : decodeEntities(label));
  return true;
}

function splitOnce(inside: string): [string, string?] {
  const bar = inside.indexOf('|');
  return bar === -1 ? [inside] : [inside.slice(0, bar), inside.slice(bar + 1)];
}

function readUser(id: string, label: string | undefined, into: Passage, names: Names): true {
  addPing(into, id, `@${names.user(id) ?? label ?? id}`);
  return true;
}

function readChannel(id: string, label: string | undefined, into: Passage, names: Names): true {
  addChannel(into, id, `#${names.channel(id) ?? label ?? id}`);
  return true;
}

function readSpecial(target: string, label: string | undefined, into: Passage, names: Names): boolean {
  const group = /^subteam\^(S[A-Z0-9]+)$/.exec(target)?.[1];
  if (group !== undefined) {
    addPing(into, group, names.group(group) ?? label ?? `@${group}`);
    return true;
  }
  if (['here', 'channel', 'everyone'].includes(target)) {
    addPing(into, target, `@${target}`);
    return true;
  }
  return readDate(target, label, into, names);
}

function readDate(target: string, fallback: string | undefined, into: Passage, names: Names): boolean {
  const [, seconds, format = '', link] = /^date\^(-?\d+)\^([^^]*)(?:\^(.+))?$/.exec(target) ?? [];
  if (seconds === undefined || fallback === undefined) return false;
  const shown = formatDate(Number(seconds), decodeEntities(format), names.zone) ?? decodeEntities(fallback);
  if (link === undefined) addText(into, shown);
  else addLink(into, decodeEntities(link), shown);
  return true;
}
