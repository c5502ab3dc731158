/** All sensors of a change, the cheapest decisive ones first. */
import { scriptSensor, typeSensor } from "../sensors/commands.ts";
import { differentialSensor } from "../sensors/differential.ts";
import { documentedSensor } from "../sensors/documented.ts";
import { promisedSensor } from "../sensors/promised.ts";
import { duplicateSensor } from "../sensors/duplicates.ts";
import { echoSensor } from "../sensors/echoes.ts";
import { inlineSensor } from "../sensors/inline.ts";
import { secretSensor } from "../sensors/secrets.ts";
import type { Sensor } from "../sensors/sensor.ts";
import { specialCaseSensor } from "../sensors/special-cases.ts";
import { suspiciousSensor } from "../sensors/suspicious.ts";
import { syntaxSensor } from "../sensors/syntax.ts";

/** Those that read texts, before anything is run. */
export const readers: readonly Sensor[] = [
  syntaxSensor,
  inlineSensor,
  specialCaseSensor,
  echoSensor,
  suspiciousSensor,
  secretSensor,
  duplicateSensor,
];

/** Those that run the project's own tools, once the check has passed. */
export const runners: readonly Sensor[] = [
  documentedSensor,
  differentialSensor,
  promisedSensor,
  typeSensor,
  scriptSensor,
];
