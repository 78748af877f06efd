/**
 * Words that people and agents wrote, literal in Discord's markdown: each character that could begin a ping, a link, an emoji, a
 * spoiler, a style or, at the start of a line, a heading, a quote, a list or small text has a backslash before it, which no
 * reader sees (https://support.discord.com/hc/en-us/articles/210298617). A bare address is one only with `://`, so its colon has one,
 * too: it reads as it was written, and leads nowhere.
 */
export const escaped = (text: string): string =>
  text
    .replace(/[\\*_~`|<>@[\]#]|:(?!\s)/g, '\\$&')
    .replace(/^([^\S\n]*)([-+])/gm, '$1\\$2')
    .replace(/^([^\S\n]*\d*)\./gm, '$1\\.');
