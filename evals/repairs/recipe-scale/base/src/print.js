export const printLine = ({ amount, unit, name }) => [amount, unit, name].filter((part) => part !== undefined).join(" ");
