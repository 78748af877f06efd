import type { Names, Passage } from './passage.ts';
import { readTime } from './times.ts';

interface Shape {
  pattern: RegExp;
  read: (found: RegExpExecArray, into: Passage, names: Names) => string;
}

/** https://docs.discord.com/developers/reference#message-formatting-formats */
const shapes: Shape[] = [
  {
    pattern: /^<@!?(\d+)>/,
    read: ([, id = ''], into, names) => {
      into.mentions.push(id);
      return `@${names.user(id) ?? 'unknown-user'}`;
    },
  },
  {
    pattern: /^<@&(\d+)>/,
    read: ([, id = ''], into, names) => {
      into.mentions.push(`&${id}`);
      return `@${names.role(id) ?? 'unknown-role'}`;
    },
  },
  {
    pattern: /^<#(\d+)>/,
    read: ([, id = ''], into, names) => {
      into.channels.push(id);
      return `#${names.channel(id) ?? 'unknown'}`;
    },
  },
  {
    pattern: /^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/,
    read: ([, unix, style], _, names) => readTime(Number(unix), style ?? 'f', names),
  },
  { pattern: /^<a?(:\w{2,32}:)\d+>/, read: ([, name = '']) => name },
  { pattern: /^<\/([-\w ]+):\d+>/, read: ([, name = '']) => `/${name}` },
  {
    pattern: /^<(https?:\/\/[^\s<>]+)>/,
    read: ([, url = ''], into) => {
      into.links.push({ url, text: url });
      return url;
    },
  },
];

/** Reads what begins with `<` here into the passage, and says how long it is; 0: nothing of Discord's. */
export function readAngle(rest: string, into: Passage, names: Names): number {
  for (const { pattern, read } of shapes) {
    const found = pattern.exec(rest);
    if (found === null) continue;
    into.text += read(found, into, names);
    return found[0].length;
  }
  return 0;
}
