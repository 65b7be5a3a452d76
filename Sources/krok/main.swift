/// The executable: everything happens in `Commands`.
import Commands
