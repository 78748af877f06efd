import { among, byType, type Check, flag, integer, list, record, string, url } from './check.ts';

const style = record({ 'bold?': flag, 'italic?': flag, 'strike?': flag, 'code?': flag, 'underline?': flag });
const styled = (fields: Record<string, Check>): Check => record({ ...fields, 'style?': style });

/** What one run of text may hold is not documented: 3,000 as in a text object would be a guess, so the whole message's limit holds it. */
const any = 100_000;

/** A run of spaces or a line break between others is no fault; one without any character is. */
const text: Check = (value, pointer, say) => {
  string(any, 0)(value, pointer, say);
  if (value === '') say(`must be more than 0 characters [json-pointer:${pointer}]`);
};

const runs = {
  text: styled({ text }),
  link: styled({ url: url(), 'text?': string(any, 0), 'unsafe?': flag }),
  user: styled({ user_id: string(50) }),
  usergroup: styled({ usergroup_id: string(50) }),
  channel: styled({ channel_id: string(50) }),
  broadcast: styled({ range: among('here', 'channel', 'everyone') }),
  emoji: styled({ name: string(100), 'unicode?': string(100), 'skin_tone?': integer(1, 6) }),
  date: styled({ timestamp: integer(0, 1e11), format: string(any), 'fallback?': string(any), 'url?': url() }),
  color: styled({ value: string(20) }),
};
/** An empty list of runs is accepted in a section (unverified); here it is not, since it shows nothing. */
const inline = list(byType(runs), 10_000);
const section = record({ elements: inline });

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block: a fence holds text and links only (@slack/types). */
export const richTextElement = byType({
  rich_text_section: section,
  rich_text_quote: record({ elements: inline, 'border?': integer(0, 1) }),
  rich_text_preformatted: record({
    elements: list(byType({ text: runs.text, link: runs.link }), 10_000),
    'border?': integer(0, 1),
    'language?': string(50),
  }),
  rich_text_list: record({
    elements: list(byType({ rich_text_section: section }), 1_000),
    style: among('bullet', 'ordered'),
    'indent?': integer(0, 8),
    'offset?': integer(0, 1e6),
    'border?': integer(0, 1),
  }),
});
