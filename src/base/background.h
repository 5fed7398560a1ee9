// Threads whose work may wait a little: applying, indexing, tidying. When the cores are short they leave them to the threads
// that somebody is waiting for at this moment.
#pragma once

namespace recado {

// Of the calling thread, for good: it gets about a tenth of the share of an ordinary thread. Where the system does not
// allow it nothing changes.
void become_background_thread();

}  // namespace recado
