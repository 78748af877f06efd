import type { FC } from 'hono/jsx';
import { ItemView } from '../draw/item.tsx';
import { type Item, page, type View } from '../view.ts';
import { words } from '../words.ts';

/** Leads further back; a page shows only so many at once. */
export const Earlier: FC<{ items: Item[]; view: View }> = ({ items, view }) => {
  const messages = items.filter((item) => item.kind === 'message');
  if (messages.length < view.show || view.show >= page.most) return null;
  return (
    <a class="earlier" href={`?show=${view.show + page.more}`}>
      {words.earlier}
    </a>
  );
};

export const Messages: FC<{ items: Item[]; label: string; id: string }> = ({ items, label, id }) => (
  <div class="messages" id={id} role="log" aria-label={label} aria-live="off">
    {items.map((item) => (
      <ItemView item={item} />
    ))}
  </div>
);
