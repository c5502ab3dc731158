/**
 * What is wrong with a password, in this order, as texts: `short` below 10 characters; `digit` without a digit; `case` without both a small
 * and a capital letter; `repeat` with the same sign three times in a row; `name` when it holds the user's name (of 3 signs or more, in any case).
 */
export function problems(password, user = "") {
  const found = [];
  if ([...password].length < 10) found.push("short");
  if (!/\d/.test(password)) found.push("digit");
  if (!/[a-z]/.test(password) || !/[A-Z]/.test(password)) found.push("case");
  if (/(.)\1\1/su.test(password)) found.push("repeat");
  if (user.length >= 3 && password.includes(user)) found.push("name");
  return found;
}

/** From 0 (worst) to 5: how many of the rules hold. */
export const strength = (password, user) => 5 - problems(password, user).length;

/** A text for the problems, or undefined when there are none. */
export function advice(password, user) {
  const found = problems(password, user);
  return found.length === 0 ? undefined : `please mend: ${found.join(", ")}`;
}
