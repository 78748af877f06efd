/**
 * Words that people and agents wrote, literal in Discord's markdown: each character that could begin a ping, a link, an emoji, a
 * spoiler, a style or, at the start of a line, a heading, a quote, a list or small text has a backslash before it, which is
 * not shown (https://support.discord.com/hc/en-us/articles/210298617). A bare address becomes a link only with `://`, so its
 * colon has a backslash, too: it reads as it was written, and is no link.
 */
export const escaped = (text: string): string =>
  text
    .replace(/[\\*_~`|<>@[\]#]|:(?!\s)/g, '\\$&')
    .replace(/^([^\S\n]*)([-+])/gm, '$1\\$2')
    .replace(/^([^\S\n]*\d*)\./gm, '$1\\.');
