'use strict';
// Shows the channels of the fake. Texts get onto the page as text nodes only, never as markup.
const byId = id => document.getElementById(id);
const node = (tag, className, ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter(child => child !== null));
  return made;
};
let user = new URLSearchParams(location.search).get('user') || '';
let version = -1;
let shownView = '';
let names = {};
let sending = 0;
let place = '';
const seen = {};     // by place: the newest message that was shown
const open = new Set(); // texts and files that were opened, by message and number

// What went wrong is shown where one looks: in the form, as long as one is open.
function trouble(text) {
  const inForm = byId('modal').open && byId('modal-trouble');
  (inForm || byId('trouble')).textContent = text;
}

const post = async (path, body) => {
  sending++;
  document.body.dataset.sending = sending;
  trouble('');
  try {
    const answer = await fetch(path, {method: 'POST', headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({user, place, ...body})});
    const text = await answer.text();
    if (!answer.ok) trouble(text);
    return text;
  } catch (error) {
    trouble('The bot is not there any more.');
    return '';
  } finally {
    sending--;
    document.body.dataset.sending = sending;
  }
};

// ---- Slack's mrkdwn ----
const unescape = text => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
const INLINE = /`([^`\n]+)`|<([^<>\n]+)>|(?<![\w*])\*([^*\n]+)\*(?![\w*])|(?<![\w_])_([^_\n]+)_(?![\w_])|(?<![\w~])~([^~\n]+)~(?![\w~])/;
function inline(text) {
  const parts = [];
  let rest = text;
  for (let found; (found = INLINE.exec(rest)); rest = rest.slice(found.index + found[0].length)) {
    parts.push(unescape(rest.slice(0, found.index)));
    if (found[1]) parts.push(node('code', '', unescape(found[1])));
    else if (found[2]) parts.push(reference(found[2]));
    else if (found[3]) parts.push(node('strong', '', ...inline(found[3])));
    else if (found[4]) parts.push(node('em', '', ...inline(found[4])));
    else parts.push(node('s', '', ...inline(found[5])));
  }
  parts.push(unescape(rest));
  return parts;
}
function reference(text) {
  const [target, label] = text.split('|', 2);
  if (target.startsWith('@')) return node('strong', 'mention', '@' + (names[target.slice(1)] || label || target.slice(1)));
  if (target.startsWith('#')) return node('strong', 'mention', '#' + (label || target.slice(1)));
  if (target.startsWith('!date^')) return date(target.split('^'), unescape(label || target));
  if (target.startsWith('!')) return node('strong', 'mention everybody', '@' + (label || target.slice(1)));
  const shown = unescape(label || target);
  if (!/^(https?|mailto):/.test(target)) return shown;
  const link = node('a', '', shown);
  link.href = unescape(target);
  link.rel = 'noreferrer noopener';
  link.target = '_blank';
  return link;
}
// https://docs.slack.dev/messaging/formatting-message-text: a time in the reader's own time zone.
function date([, seconds, format], fallback) {
  const at = new Date(Number(seconds) * 1000);
  if (!format || Number.isNaN(at.getTime())) return fallback;
  const day = at.toLocaleDateString('en-US', {year: 'numeric', month: 'short', day: 'numeric'});
  const time = at.toLocaleTimeString('en-US', {hour: 'numeric', minute: '2-digit'});
  const shown = format.replace(/\{date[a-z_]*\}/g, day).replace(/\{time_secs\}/g, at.toLocaleTimeString('en-US'))
    .replace(/\{time\}/g, time).replace(/\{ago\}/g, day + ' ' + time);
  const made = node('time', '', shown);
  made.dateTime = at.toISOString();
  made.title = fallback;
  return made;
}
function markdown(text) {
  const whole = node('div', 'text');
  text.split(/```/).forEach((part, index) => {
    if (index % 2) { whole.append(node('pre', '', unescape(part.replace(/^\n/, '')))); return; }
    part.split('\n').forEach((line, at, all) => {
      if (line.startsWith('&gt;')) whole.append(node('blockquote', '', ...inline(line.replace(/^&gt; ?/, ''))));
      else { whole.append(...inline(line)); if (at < all.length - 1) whole.append(node('br')); }
    });
  });
  return whole;
}
const shownText = text => text.type === 'mrkdwn' ? markdown(text.text || '') : node('div', 'text', text.text || '');

function richText(elements) {
  return elements.map(element => {
    if (element.type === 'rich_text_section') return node('div', '', ...richText(element.elements));
    if (element.type === 'rich_text_preformatted') return node('pre', '', ...richText(element.elements));
    if (element.type === 'rich_text_quote') return node('blockquote', '', ...richText(element.elements));
    if (element.type === 'rich_text_list') {
      return node(element.style === 'ordered' ? 'ol' : 'ul', '', ...element.elements.map(each => node('li', '', ...richText([each]))));
    }
    if (element.type === 'date') return date(['', element.timestamp, element.format], element.fallback || '');
    const text = element.text || element.user_id || element.usergroup_id || element.name || element.url || '';
    let shown = document.createTextNode(element.type.startsWith('user') ? '@' + (names[text] || text) : text);
    const style = element.style || {};
    for (const [name, tag] of [['code', 'code'], ['bold', 'strong'], ['italic', 'em'], ['strike', 's']]) {
      if (style[name]) shown = node(tag, '', shown);
    }
    return shown;
  });
}

// ---- blocks and elements ----
function block(each, act) {
  switch (each.type) {
    case 'header': { const h = node('div', 'header', each.text.text); h.setAttribute('role', 'heading'); h.setAttribute('aria-level', '2'); return h; }
    case 'divider': return node('hr');
    case 'context': return node('div', 'context', ...each.elements.map(e => e.type === 'image' ? node('span', '', e.alt_text) : shownText(e)));
    case 'section': {
      const body = node('div', 'body', each.text ? shownText(each.text) : null);
      if (each.fields) body.append(node('div', 'fields', ...each.fields.map(shownText)));
      return node('div', 'section', body, each.accessory ? element(each.accessory, each, act) : null);
    }
    case 'actions': return node('div', 'actions', ...each.elements.map(e => element(e, each, act)));
    case 'rich_text': return node('div', '', ...richText(each.elements));
    case 'markdown': return node('div', 'text', each.text);
    case 'input': return input(each, act);
    default: return node('div', 'context', '[' + each.type + ']');
  }
}
function button(each, act) {
  const made = node('button', each.style || '', each.text.text);
  made.type = 'button';
  made.dataset.action = each.action_id || '';
  made.dataset.type = 'button';
  if (each.accessibility_label) made.setAttribute('aria-label', each.accessibility_label);
  made.onclick = () => {
    if (each.confirm && !window.confirm(each.confirm.title.text + '\n\n' + each.confirm.text.text)) return;
    if (each.url) window.open(each.url, '_blank', 'noopener');
    act(each, null);
  };
  return made;
}
const optionsOf = each => each.options || (each.option_groups || []).flatMap(group => group.options);
function element(each, inBlock, act) {
  if (each.type === 'button') return button(each, act);
  let made;
  const changed = value => () => { if (act && (inBlock.type !== 'input' || inBlock.dispatch_action)) act(each, value()); };
  if (/^(multi_)?(static|external)_select$|^overflow$/.test(each.type)) {
    if (each.type.includes('external')) { made = external(each, inBlock); return made; }
    made = node('select');
    made.multiple = each.type.startsWith('multi_');
    if (!made.multiple) made.append(new Option((each.placeholder || {}).text || 'Choose…', ''));
    const initial = [each.initial_option, ...(each.initial_options || [])].filter(Boolean).map(option => option.value);
    for (const option of optionsOf(each)) made.append(new Option(option.text.text, option.value, false, initial.includes(option.value)));
    made.onchange = changed(() => made.value);
  } else if (each.type === 'checkboxes' || each.type === 'radio_buttons') {
    made = node('div', 'choices');
    const initial = [each.initial_option, ...(each.initial_options || [])].filter(Boolean).map(option => option.value);
    for (const option of optionsOf(each)) {
      const box = node('input');
      box.type = each.type === 'checkboxes' ? 'checkbox' : 'radio';
      box.name = each.action_id; box.value = option.value; box.checked = initial.includes(option.value);
      box.onchange = changed(() => box.value);
      made.append(node('label', '', box, ' ', option.text.text, node('br')));
    }
  } else {
    made = node(each.multiline ? 'textarea' : 'input');
    made.value = each.initial_value || '';
    if (each.placeholder) made.placeholder = each.placeholder.text;
    made.onchange = changed(() => made.value);
  }
  made.dataset.action = each.action_id || '';
  made.dataset.type = each.type;
  return made;
}
function external(each, inBlock) {
  const list = node('datalist');
  list.id = 'options-' + each.action_id;
  const made = node('input');
  made.setAttribute('list', list.id);
  made.value = each.initial_option ? each.initial_option.value : '';
  if (each.placeholder) made.placeholder = each.placeholder.text;
  made.dataset.action = each.action_id; made.dataset.type = each.type;
  made.oninput = async () => {
    const answer = await post('suggest', {action: each.action_id, value: made.value});
    const options = answer ? (JSON.parse(answer).options || []) : [];
    list.replaceChildren(...options.map(option => new Option(option.text.text, option.value)));
  };
  return node('span', '', made, list);
}
function input(each, act) {
  const made = element(each.element, each, act);
  const field = made.matches('input,select,textarea') ? made : made.querySelector('input');
  const label = node('label', '', each.label.text + (each.optional ? ' (optional)' : ''));
  if (field) { field.id = 'in-' + each.block_id; label.htmlFor = field.id; }
  const whole = node('div', 'input', label, made, each.hint ? node('div', 'hint', each.hint.text) : null);
  whole.dataset.block = each.block_id || '';
  return whole;
}
function values(form) {
  const found = {};
  for (const made of form.querySelectorAll('[data-action]')) {
    const type = made.dataset.type;
    if (type === 'button' || !made.dataset.action) continue;
    if (type === 'checkboxes') found[made.dataset.action] = [...made.querySelectorAll(':checked')].map(box => box.value);
    else if (type === 'radio_buttons') { const box = made.querySelector(':checked'); if (box) found[made.dataset.action] = box.value; }
    else if (made.multiple) found[made.dataset.action] = [...made.selectedOptions].map(option => option.value);
    else if (made.value !== '') found[made.dataset.action] = made.value;
  }
  return found;
}

// ---- the page ----
function message(each) {
  const meta = [each.time, each.audience ? 'only you see this' : '', each.edits ? 'edited' : ''].filter(Boolean).join(' · ');
  const act = (what, value) => post('act', {ts: each.ts, action: what.action_id, value});
  const shown = node('div', 'message' + (each.thread ? ' reply' : ''), node('span', 'who', each.author), node('span', 'meta', meta));
  const text = each.text.replace(/( \[file [^\]]*\])+$/, each.files.length ? '' : '$&');
  if (each.blocks.length) shown.append(...each.blocks.map(b => block(b, act)));
  else shown.append(each.plain ? node('div', 'text', text) : markdown(text));
  [...shown.querySelectorAll('.text')].forEach((long, number) => shorten(long, each.ts + '/' + number));
  shown.append(...each.files.map(file));
  shown.dataset.ts = each.ts;
  return shown;
}
// Slack folds what is longer than a screen's corner.
function shorten(text, key) {
  const written = text.textContent;
  if (written.length <= 700 && text.querySelectorAll('br').length + (written.match(/\n/g) || []).length <= 16) return;
  const more = node('button', 'more', '');
  more.type = 'button';
  more.dataset.action = 'more/' + key;
  const draw = () => {
    text.classList.toggle('folded', !open.has(key));
    more.textContent = open.has(key) ? 'See less' : 'See more';
    more.setAttribute('aria-expanded', open.has(key));
  };
  more.onclick = () => { if (!open.delete(key)) open.add(key); draw(); };
  draw();
  text.after(more);
}
function file(each) {
  const content = node('pre', '', 'Loading…');
  const made = node('details', 'file', node('summary', '', each.title || each.id), content);
  const load = async () => {
    if (!made.open) { open.delete(each.id); return; }
    open.add(each.id);
    const answer = await fetch('file?id=' + encodeURIComponent(each.id));
    content.textContent = await answer.text();
  };
  made.ontoggle = load;
  made.open = open.has(each.id);
  return made;
}
function modal(state) {
  const dialog = byId('modal');
  const view = state.view;
  if (!view) { if (dialog.open) dialog.close(); shownView = ''; return; }
  const key = view.id + view.hash + JSON.stringify(state.errors);
  if (key === shownView) return;
  const kept = shownView.startsWith(view.id) ? values(dialog) : {};
  const focused = shownView.startsWith(view.id) && document.activeElement ? document.activeElement.id : '';
  shownView = key;
  const form = node('form');
  const act = (what, value) => post('set', {action: what.action_id, value, values: values(form)});
  const head = node('div', 'head', view.title.text);
  head.id = 'modal-title';
  const blocks = node('div', 'blocks', ...view.blocks.map(b => block(b, act)));
  const cancel = node('button', '', (view.close || {text: 'Cancel'}).text);
  cancel.type = 'button';
  cancel.onclick = () => post('cancel', {});
  const wrong = node('div', 'problem');
  wrong.id = 'modal-trouble';
  wrong.setAttribute('role', 'alert');
  form.append(head, blocks, node('div', 'foot', wrong, cancel, view.submit ? node('button', 'primary', view.submit.text) : null));
  form.onsubmit = event => { event.preventDefault(); post('submit', {values: values(form)}); };
  for (const made of form.querySelectorAll('input[data-action],textarea[data-action],select[data-action]')) {
    if (made.dataset.action in kept && !made.multiple) made.value = kept[made.dataset.action];
  }
  for (const box of form.querySelectorAll('.choices input')) {
    const chosen = kept[box.name];
    if (chosen !== undefined) box.checked = [].concat(chosen).includes(box.value);
  }
  for (const [blockId, problem] of Object.entries(state.errors)) {
    const at = [...form.querySelectorAll('.input')].find(each => each.dataset.block === blockId);
    const shown = node('div', 'problem', problem);
    shown.setAttribute('role', 'alert');
    if (at) at.append(shown); else blocks.prepend(shown);
  }
  dialog.replaceChildren(form);
  dialog.oncancel = event => { event.preventDefault(); post('cancel', {}); };
  if (!dialog.open) dialog.showModal();
  const first = (focused && byId(focused)) || form.querySelector('.input input, .input select, .input textarea');
  if (first) first.focus();
}
function places(state) {
  place = place || state.channel;
  const newest = {...Object.fromEntries(state.channels.map(each => [each.id, each.newest])), direct: state.newestDirect};
  if (!(place in seen)) for (const each of Object.keys(newest)) seen[each] = each === place ? newest[each] : seen[each] || '';
  seen[place] = newest[place];
  const all = [...state.channels.map(each => [each.id, '#' + each.name]), ['direct', 'Direct messages'], ['home', 'Home']];
  const focused = document.activeElement && document.activeElement.dataset.place;
  byId('places').replaceChildren(...all.map(([id, name]) => {
    const isNew = id !== place && newest[id] && newest[id] !== seen[id];
    const tab = node('button', isNew ? 'new' : '', name + (isNew ? ' •' : ''));
    tab.type = 'button';
    tab.dataset.place = id;
    tab.setAttribute('aria-pressed', id === place);
    if (isNew) tab.setAttribute('aria-label', name + ', something new');
    tab.onclick = () => {
      place = id;
      version = -1;
      if (place === 'home') post('home', {});
      poll(false);
    };
    return tab;
  }));
  const again = focused && byId('places').querySelector('[data-place="' + focused + '"]');
  if (again) again.focus();
  byId('channel').textContent = all.find(([id]) => id === place)[1];
}
function show(state) {
  places(state);
  names = Object.fromEntries(state.users.map(each => [each.id, each.name]));
  const chooser = byId('user');
  if (!chooser.options.length) {
    chooser.append(...state.users.map(each => new Option(each.name, each.id)));
    if (state.users.some(each => each.id === user)) chooser.value = user;
    user = chooser.value;
    document.title = chooser.selectedOptions[0].text + ' · ' + document.title;
    chooser.onchange = () => { user = chooser.value; version = -1; poll(false); };
  }
  const list = byId('messages');
  const wasAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 40;
  const active = document.activeElement;
  const held = active && active.closest('.message');
  const home = place === 'home' ? ((state.home || {}).blocks || []).map(each => block(each, what => post('act-home', {action: what.action_id}))) : [];
  list.replaceChildren(...(place === 'home' ? home : state.messages.map(message)));
  byId('type').hidden = place === 'home';
  if (held) {
    // Whoever is at a button with the keyboard stays there when a message is updated.
    const again = [...list.querySelectorAll('.message')].find(each => each.dataset.ts === held.dataset.ts);
    const target = again && [...again.querySelectorAll('[data-action]')].find(each => each.dataset.action === active.dataset.action);
    (target || list).focus();
  }
  if (wasAtEnd) list.scrollTop = list.scrollHeight;
  modal(state);
}
async function poll(goOn) {
  try {
    const asked = user + ' ' + place;
    const answer = await fetch('state?user=' + encodeURIComponent(user) + '&place=' + place + '&since=' + version);
    const state = await answer.json();
    if (!answer.ok) throw new Error(answer.status);
    // An answer about the place where one was before comes too late.
    if (asked === user + ' ' + place && state.version !== version) { version = state.version; show(state); }
    if (goOn) setTimeout(() => poll(true), 50);
  } catch (error) {
    byId('trouble').textContent = 'The bot is not there any more.';
    if (goOn) setTimeout(() => poll(true), 2000);
  }
}
byId('type').onsubmit = event => {
  event.preventDefault();
  const line = byId('line').value.trim();
  if (!line) return;
  byId('line').value = '';
  post('type', {line});
};
if (window.top !== window) document.body.classList.add('framed');
byId('shortcut').onclick = () => post('shortcut', {});
poll(true);
