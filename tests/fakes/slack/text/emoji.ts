import { addText, type Passage } from './passage.ts';

/** The ones that could pass for a line of ours, and some others; a name that nobody knows stays as it is written. */
const glyphs: Record<string, string> = {
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  ballot_box_with_check: '☑️',
  x: '❌',
  no_entry: '⛔',
  warning: '⚠️',
  rotating_light: '🚨',
  lock: '🔒',
  key: '🔑',
  tada: '🎉',
  eyes: '👀',
  robot_face: '🤖',
  smile: '😄',
  heart: '❤️',
  fire: '🔥',
  rocket: '🚀',
  '+1': '👍',
  thumbsup: '👍',
  '-1': '👎',
  writing_hand: '✍️',
  wave: '👋',
  hourglass: '⌛',
  arrow_forward: '▶️',
  double_vertical_bar: '⏸️',
  black_square_for_stop: '⏹️',
  information_source: 'ℹ️',
  question: '❓',
  memo: '📝',
  clapper: '🎬',
  art: '🎨',
};

const emojiName = /^:([a-z0-9_+'-]+)(?:::skin-tone-[2-6])?:/;

/** The emoji that stands at the start of this text; null if none does. */
export function emojiAt(text: string): { name: string; length: number } | null {
  const [whole, name] = emojiName.exec(text) ?? [];
  if (whole === undefined || name === undefined || glyphs[name] === undefined) return null;
  return { name, length: whole.length };
}

export function addEmoji(into: Passage, name: string): void {
  into.emoji.push(name);
  addText(into, glyphs[name] ?? `:${name}:`);
}
