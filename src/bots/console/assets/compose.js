// A text field with a list of commands and roles.

export function grow(field) {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}

/** What is being typed that the list can complete: a command at the start, or @ and a handle anywhere. */
function wordAtCaret(field) {
  const typed = field.value.slice(0, field.selectionStart);
  const found = /^\/[a-z]* ?[a-z_]*$/i.exec(typed) ?? /(?<![\w@.])@[\w-]*$/.exec(typed);
  return found && { text: found[0].toLowerCase(), from: found.index };
}

const fits = (option, word) => {
  const insert = option.dataset.insert;
  if (word[0] !== insert[0]) return false;
  const verb = insert.replace('/wheel ', '/');
  return [insert, verb, `@${option.dataset.also ?? ''}`].some((it) => it.toLowerCase().startsWith(word));
};

export function setUpCompletion(field) {
  const list = document.getElementById(field.dataset.list);
  let chosen = null;
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', list.id);
  field.setAttribute('role', 'combobox');

  const choose = (option) => {
    for (const it of list.children) it.setAttribute('aria-selected', String(it === option));
    chosen = option;
    if (option) field.setAttribute('aria-activedescendant', option.id);
    else field.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  };
  const close = () => {
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    choose(null);
  };
  const visible = () => [...list.children].filter((it) => !it.hidden);
  const update = () => {
    const word = wordAtCaret(field);
    for (const it of list.children) it.hidden = !word || !fits(it, word.text);
    const options = visible();
    if (options.length === 0 || (options.length === 1 && options[0].dataset.insert === word.text)) return close();
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    choose(options[0]);
  };
  const accept = (option) => {
    const { from } = wordAtCaret(field) ?? { from: field.selectionStart };
    field.setRangeText(`${option.dataset.insert} `, from, field.selectionStart, 'end');
    close();
    grow(field);
    field.focus();
  };
  const move = (step) => {
    const options = visible();
    choose(options[(options.indexOf(chosen) + step + options.length) % options.length]);
  };

  close();
  field.addEventListener('input', () => {
    grow(field);
    update();
  });
  field.addEventListener('blur', close);
  list.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    const option = event.target.closest('[role=option]');
    if (option) accept(option);
  });
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (!list.hidden && steps[event.key]) move(steps[event.key]);
    else if (!list.hidden && event.key === 'Escape') close();
    else if (!list.hidden && chosen && (event.key === 'Enter' || event.key === 'Tab')) accept(chosen);
    else if (event.key === 'Enter' && !event.shiftKey) field.form.requestSubmit();
    else return;
    event.preventDefault();
  });
}

/** Who has written wants to see it stand there; the end of a list that grows upwards is at 0. */
export function clear(form) {
  const field = form.querySelector('textarea');
  field.value = '';
  grow(field);
  const scroller = form.closest('.pane')?.querySelector('.scroller');
  if (scroller) scroller.scrollTop = 0;
}
