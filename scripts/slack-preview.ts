/**
 * What our cards and forms look like in Slack, roughly, as a page without a script: `npx tsx scripts/slack-preview.ts > preview.html`.
 * Slack's own Block Kit Builder shows it exactly, to whoever is signed in there.
 */
import type { ActionsBlock, KnownBlock, RichTextBlock, RichTextElement } from '@slack/types';
import { html, raw } from 'hono/html';
import { drawCard, drawWords } from '../src/bots/slack/draw/message.ts';
import { drawForm } from '../src/bots/slack/draw/view.ts';
import { messageForm, rollbackForm } from '../src/core/cards/forms/control-forms.ts';
import { cards, words } from '../tests/bots/gallery.ts';
import { state } from '../tests/core/cards/sample.ts';

type Html = ReturnType<typeof html>;
const site = { publicUrl: new URL('https://wheel.example'), mayCustomize: true };
const from = { on: null, channel: null, thread: null };

function element(it: RichTextElement): Html {
  if (it.type === 'link') return html`<a href="${it.url}">${it.text}</a>`;
  if (it.type === 'date') return html`<time>${it.fallback}</time>`;
  if (it.type !== 'text') return html`?? ${it.type}`;
  if (it.style?.bold) return html`<b>${it.text}</b>`;
  if (it.style?.code) return html`<code>${it.text}</code>`;
  return it.style?.italic ? html`<i>${it.text}</i>` : html`${it.text}`;
}

function part(it: RichTextBlock['elements'][number]): Html {
  if (it.type === 'rich_text_list') return html`?? ${it.type}`;
  const inside = it.elements.map(element);
  if (it.type === 'rich_text_quote') return html`<blockquote>${inside}</blockquote>`;
  return it.type === 'rich_text_preformatted' ? html`<pre>${inside}</pre>` : html`<p>${inside}</p>`;
}

const button = (it: ActionsBlock['elements'][number]): Html =>
  it.type === 'button'
    ? html`<button class="${it.style ?? ''}" title="${it.accessibility_label}">${it.text.text}</button>`
    : html`?? ${it.type}`;

function input({ label, hint, element: field, optional }: Extract<KnownBlock, { type: 'input' }>): Html {
  const shown =
    field.type === 'static_select'
      ? html`<select>
          <option>${field.initial_option?.text.text}</option>
        </select>`
      : field.type === 'plain_text_input' && field.multiline
        ? html`<textarea rows="3">${field.initial_value}</textarea>`
        : html`<input value="${field.type === 'plain_text_input' ? (field.initial_value ?? '') : ''}" />`;
  return html`<label><b>${label.text}</b>${optional ? ' (optional)' : ''}${shown}<small>${hint?.text}</small></label>`;
}

function block(it: KnownBlock): Html {
  switch (it.type) {
    case 'header':
      return html`<h3>${it.text.text}</h3>`;
    case 'rich_text':
      return html`${it.elements.map(part)}`;
    case 'context':
      return html`<p class="context">${it.elements.map((one) => ('text' in one ? one.text : ''))}</p>`;
    case 'actions':
      return html`<div>${it.elements.map(button)}</div>`;
    case 'alert':
      return html`<p class="alert">${it.text.text}</p>`;
    case 'input':
      return input(it);
    default:
      return html`?? ${it.type}`;
  }
}

const message = (name: string, blocks: KnownBlock[]): Html =>
  html`<article>
    <header><b>${name}</b> <span>APP</span></header>
    ${blocks.map(block)}
  </article>`;
const typed = { values: { text: 'Salt' }, problems: { text: 'Write a sentence.' } };
const views = [messageForm(state()), messageForm(state(), typed), rollbackForm(state())].map((it) =>
  drawForm(it, from, site),
);

const page = html`<!doctype html>
  <meta charset="utf-8" />
  <style>
    body {
      font:
        15px/1.46 Lato,
        'Noto Sans',
        'Noto Color Emoji',
        sans-serif;
      background: #fff;
      color: #1d1c1d;
      columns: 2 340px;
      margin: 16px;
    }
    article {
      break-inside: avoid;
      border: 1px solid #ddd;
      border-radius: 8px;
      padding: 12px 16px;
      margin: 0 0 16px;
    }
    header span {
      font-size: 10px;
      background: #ddd;
      padding: 1px 3px;
      border-radius: 2px;
    }
    h3 {
      font-size: 18px;
      margin: 8px 0;
    }
    p {
      margin: 8px 0;
      white-space: pre-wrap;
    }
    blockquote {
      border-left: 4px solid #ddd;
      margin: 4px 0;
      padding-left: 12px;
      white-space: pre-wrap;
    }
    pre {
      border: 1px solid #ddd;
      background: #f8f8f8;
      padding: 8px;
      font-size: 12px;
      white-space: pre-wrap;
      border-radius: 4px;
    }
    code {
      color: #c01343;
      background: #f8f8f8;
      border: 1px solid #ddd;
      border-radius: 3px;
      padding: 1px 3px;
      font-size: 12px;
    }
    .context {
      color: #616061;
      font-size: 13px;
    }
    .alert {
      background: #fdecef;
      border-radius: 6px;
      padding: 8px;
    }
    button {
      font: bold 13px sans-serif;
      background: #fff;
      border: 1px solid #bbb;
      border-radius: 8px;
      padding: 7px 12px;
      margin: 4px 8px 4px 0;
    }
    .primary {
      background: #007a5a;
      color: #fff;
    }
    .danger {
      background: #e01e5a;
      color: #fff;
    }
    label,
    input,
    textarea,
    select,
    small {
      display: block;
      width: 100%;
      box-sizing: border-box;
    }
    label {
      margin: 12px 0;
    }
    small {
      color: #616061;
    }
  </style>
  ${Object.values(cards).map((it) => message('Wheelhouse', drawCard(it, site).blocks))}
  ${Object.values(words)
    .map((it) => drawWords(it, site))
    .map((it) => message(it.username ?? 'Wheelhouse', it.blocks))}
  ${views.map((it) => message(it.title.text, it.blocks as KnownBlock[]))}`;

process.stdout.write(`${raw(await page).toString()}\n`);
