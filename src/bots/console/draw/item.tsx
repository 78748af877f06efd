import type { FC } from 'hono/jsx';
import type { Item } from '../view.ts';
import { MessageView } from './message.tsx';
import { NoticeView } from './notice.tsx';

export const ItemView: FC<{ item: Item }> = ({ item }) =>
  item.kind === 'message' ? (
    <MessageView message={item.message} pane={item.pane} replies={item.replies} />
  ) : (
    <NoticeView notice={item.notice} pane={item.pane} />
  );
