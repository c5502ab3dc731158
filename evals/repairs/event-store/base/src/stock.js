/** How many of each item are reserved, folded from events. */
export function reserved(state, event) {
  switch (event.type) {
    case "placed":
      return { ...state, [event.item]: (state[event.item] ?? 0) + event.count };
    case "shipped":
      return { ...state, [event.item]: state[event.item] - event.count };
    default:
      return state;
  }
}
