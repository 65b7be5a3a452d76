/// The executable: everything happens in `Commands`.
internal import Commands

KrokCommand.start()
