import { addEmoji, emojiAt } from './emoji.ts';
import { addText, newPassage, type Passage } from './passage.ts';

/** plain_text: nothing in it is live; `:name:` becomes an emoji unless `emoji` is false. */
export function readPlain(text: string, emoji = true): Passage {
  const passage = newPassage('words');
  let at = 0;
  while (at < text.length) {
    const found = emoji && text[at] === ':' ? emojiAt(text.slice(at)) : null;
    if (found === null) addText(passage, text[at]!);
    else addEmoji(passage, found.name);
    at += found?.length ?? 1;
  }
  return passage;
}
