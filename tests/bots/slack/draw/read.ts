import type { KnownBlock, RichTextBlock, RichTextElement, TextObject } from '@slack/types';

/** Blocks as a person reads them, a line each, in order: `# ` a title, `> ` a quote, `$ ` output, `[ ]` a button, `_ ` a note. */
export const read = (blocks: readonly { type: string }[]): string[] =>
  blocks.flatMap((block) => readBlock(block as KnownBlock));

function readBlock(block: KnownBlock): string[] {
  switch (block.type) {
    case 'header':
      return [`# ${block.text.text}`];
    case 'context':
      return block.elements.flatMap((element) => ('text' in element ? prefixed('_ ', element.text) : []));
    case 'alert':
      return prefixed('! ', block.text.text);
    case 'rich_text':
      return block.elements.flatMap(readRich);
    case 'actions':
      return block.elements.map((element) =>
        element.type === 'button' ? `[${element.text.text}]${element.style ? ` ${element.style}` : ''}` : element.type,
      );
    case 'input':
      return readInput(block);
    default:
      return [`?? ${block.type}`];
  }
}

function readRich(part: RichTextBlock['elements'][number]): string[] {
  switch (part.type) {
    case 'rich_text_section':
      return inline(part.elements).split('\n');
    case 'rich_text_quote':
      return prefixed('> ', inline(part.elements));
    case 'rich_text_preformatted':
      return prefixed('$ ', inline(part.elements));
    default:
      return [`?? ${part.type}`];
  }
}

/** Strong as `*…*`, code as `` `…` ``, a link with its address, a time as Slack is told to write it. */
const inline = (elements: readonly RichTextElement[]): string => elements.map(readElement).join('');

function readElement(element: RichTextElement): string {
  switch (element.type) {
    case 'text':
      if (element.style?.bold) return `*${element.text}*`;
      return element.style?.code ? `\`${element.text}\`` : element.text;
    case 'link':
      return `${element.text}→${element.url}`;
    case 'date':
      return `<${element.fallback}>`;
    default:
      return `?? ${element.type}`;
  }
}

function readInput({ label, hint, element, optional }: Extract<KnownBlock, { type: 'input' }>): string[] {
  const after = hint ? [`  ${hint.text}`] : [];
  const head = `${label.text}${optional ? '' : ' (required)'}: `;
  if (element.type === 'plain_text_input') return [`${head}${element.initial_value ?? ''}`, ...after];
  if (element.type !== 'static_select') return [`?? ${element.type}`];
  return [`${head}${textOf(element.initial_option?.text)} ▾`, ...after];
}

const textOf = (text: TextObject | undefined): string => text?.text ?? '';
const prefixed = (mark: string, text: string): string[] => text.split('\n').map((line) => mark + line);
