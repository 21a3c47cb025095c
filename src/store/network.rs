//! Network file systems, on which programs cannot share memory and a log beside the store is not safe.

use std::path::Path;

use crate::store::beside::folder;

/// What the system calls them: NFS, the three of SMB, AFS, 9P, Ceph, Coda, GFS2, OCFS2, Lustre, Plan 9's of WSL.
const NETWORK: [u64; 11] = [
    0x6969,
    0x517B,
    0xFF53_4D42,
    0xFE53_4D42,
    0x5346_414F,
    0x0102_1997,
    0x00C3_6400,
    0x7375_7245,
    0x0116_1970,
    0x7461_636F,
    0x0BD0_0BD0,
];

/// Tells whether a store lies, or will lie, on a network file system.
pub fn is_network(path: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        let found = rustix::fs::statfs(folder(path));
        // The number is signed on some machines.
        return found.is_ok_and(|found| {
            is_network_kind(u64::from_ne_bytes(found.f_type.to_ne_bytes()) & 0xFFFF_FFFF)
        });
    }
    #[allow(unreachable_code)]
    {
        let _ = folder(path);
        false
    }
}

fn is_network_kind(kind: u64) -> bool {
    NETWORK.contains(&kind)
}

#[cfg(test)]
mod tests {
    use super::{is_network, is_network_kind};

    #[test]
    fn network_file_systems_are_told_from_others() {
        for (kind, network) in
            [(0x6969, true), (0xFF53_4D42, true), (0xEF53, false), (0x0102_1994, false)]
        {
            assert_eq!(is_network_kind(kind), network, "{kind:x}");
        }
        assert!(!is_network(std::path::Path::new("/dev/shm/x")));
        assert!(!is_network(std::path::Path::new("/no/such/folder/x")));
    }
}
