import type { Json } from './message.ts';

/** An element's entry in state.values before anybody touched it; null for one that has none. */
export function startValue(element: Json): Json | null {
  const { type } = element;
  switch (type) {
    case 'plain_text_input':
    case 'number_input':
      return { type, value: element.initial_value ?? null };
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null };
    case 'multi_static_select':
    case 'checkboxes':
      return { type, selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    default:
      return null;
  }
}

/** All options of a menu, those in groups as well. */
export const optionsOf = (element: Json): Json[] => {
  const listIn = (holder: Json, name: string): Json[] => (Array.isArray(holder[name]) ? (holder[name] as Json[]) : []);
  return [element, ...listIn(element, 'option_groups')].flatMap((it) => listIn(it, 'options'));
};

/** What a person put in, as one string: several choices with a comma between. */
export function valueIn(state: Json): string {
  const one = state.selected_option as Json | null | undefined;
  const several = state.selected_options as Json[] | undefined;
  if (several !== undefined) return several.map((it) => String(it.value)).join(',');
  if (one !== undefined) return one === null ? '' : String(one.value);
  const given = state.value ?? state.selected_user ?? state.selected_conversation ?? state.selected_date;
  return typeof given === 'string' ? given : '';
}
