#!/usr/bin/env node
// The old kind of module, as package.json beside it says: node has it running before it has made ready for the new kind.
require('../dist/main.cjs');
