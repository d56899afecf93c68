// Moves the keyboard's focus to where a person's act has led, once, as soon as that is there.

export default function ({ data, parentElement }) {
  if (parentElement.turn === data.turn) return;
  parentElement.turn = data.turn;
  const move = (left) => {
    const found = document.querySelector(data.where);
    if (found) found.focus();
    else if (left) setTimeout(move, 50, left - 1);
  };
  move(60);
}
