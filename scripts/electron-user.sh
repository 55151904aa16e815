#!/bin/bash
# Starts the Electron named by ELECTRON_BIN with its sandbox on. Chromium refuses the sandbox to root, so root starts it
# as nobody instead, with ELECTRON_HOME as the home folder and without the other folders of root's session.
# ELECTRON_OUTPUT names a file that keeps a copy of all it writes, from the first line on.
if [ -n "${ELECTRON_OUTPUT:-}" ]; then
  exec > >(exec tee -a "$ELECTRON_OUTPUT") 2> >(exec tee -a "$ELECTRON_OUTPUT" >&2)
fi
if [ "$(id -u)" = 0 ]; then
  exec setpriv --reuid=65534 --regid=65534 --clear-groups \
    env -u XDG_CONFIG_HOME -u XDG_CACHE_HOME -u XDG_DATA_HOME -u XDG_STATE_HOME -u XDG_RUNTIME_DIR \
    HOME="${ELECTRON_HOME:?}" USER=nobody LOGNAME=nobody "${ELECTRON_BIN:?}" "$@"
fi
exec "${ELECTRON_BIN:?}" "$@"
