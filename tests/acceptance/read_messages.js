// Messages as the page shows them, oldest first in a chat, newest post first in a channel.
() => {
  const MORE = 'button[aria-label="Show more information"]';
  const lines = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);
  const posts = [...document.querySelectorAll('[role=group]')]
    .filter((group) => group.querySelector('[contenteditable=true]') && group.querySelector(MORE));

  // A post's first message has its body beside its head, up to the first reply.
  const bodyOfPost = (group) => {
    const parts = [...group.children].slice(1);
    const end = parts.findIndex((part) => part.matches('[role=separator]') || part.querySelector(MORE));
    return end < 0 ? parts : parts.slice(0, end);
  };

  return [...document.querySelectorAll(MORE)].map((button) => {
    const head = button.parentElement.parentElement;
    const group = button.closest('[role=group]');
    const parts = head.closest('[id^="fui-CardHeader"]')
      ? bodyOfPost(group)
      : [...head.parentElement.children].filter((part) => part !== head);
    const headings = lines(head.innerText);
    headings.pop(); // the time
    return {
      author: headings.filter((line) => !/^[A-ZÀ-Ý]{1,3}$/.test(line)).pop() ?? '', // initials are no name
      text: lines(parts.map((part) => part.innerText).join('\n')).join('\n'),
      thread: posts.indexOf(group),
      cards: parts.reduce((sum, part) => sum + part.querySelectorAll('.ac-adaptiveCard').length, 0),
    };
  });
}
