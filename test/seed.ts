/** In CI properties are tried from one seed, so that a red run means a change; everywhere else each run looks further. */
import process from "node:process";
import { configureGlobal, readConfigureGlobal } from "fast-check";

if (process.env["CI"]) configureGlobal({ ...readConfigureGlobal(), seed: 20_261_128 });
