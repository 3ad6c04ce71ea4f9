demo-workspace = Demo workspace
demo-ready = The demo is ready.
