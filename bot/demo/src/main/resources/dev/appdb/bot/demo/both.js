'use strict';
// A frame for each person.
fetch('state?user=&place=').then(answer => answer.json()).then(state => state.users.forEach(each => {
  const frame = document.createElement('iframe');
  frame.title = each.name;
  frame.src = './?user=' + encodeURIComponent(each.id);
  document.body.append(frame);
}));
