/** https://docs.discord.com/developers/components/reference#component-object-component-types */
export const kind = {
  row: 1,
  button: 2,
  select: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
} as const;

export const selects: readonly unknown[] = [
  kind.select,
  kind.userSelect,
  kind.roleSelect,
  kind.mentionableSelect,
  kind.channelSelect,
];

/** Primary, secondary, success and danger carry a custom_id; a link carries a URL. Premium ones are not sold here. */
export const buttonStyle = { primary: 1, secondary: 2, success: 3, danger: 4, link: 5 } as const;

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const messageFlag = { suppressEmbeds: 1 << 2, hasThread: 1 << 5, ephemeral: 1 << 6, loading: 1 << 7 } as const;
export const silentFlag = 1 << 12;
export const v2Flag = 1 << 15;
