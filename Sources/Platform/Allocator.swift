import CLinux

/// How the C library hands out memory in this process.
package enum Allocator {
    /// Lets all threads share a few arenas, which grow and shrink in large steps.
    ///
    /// By itself each thread gets an arena of its own, up to eight for each core. Threads that take turns then hold what the last
    /// one freed several times over, and each small step up or down interrupts all of them.
    package static func shareArenas() {
        mallopt(M_ARENA_MAX, 4)
        mallopt(M_TOP_PAD, 1 << 20)
        mallopt(M_TRIM_THRESHOLD, 16 << 20)
        // It no longer adapts once another is set, and would map and clear what every report needs each time.
        mallopt(M_MMAP_THRESHOLD, 4 << 20)
    }
}
