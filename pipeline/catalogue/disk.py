"""What the program says when the disk, the share or the machine will not do what it is asked."""

import errno
from typing import Final

REASONS: Final = {
    errno.ENOSPC: "磁盘已满，请清理后重试",
    errno.EDQUOT: "超出磁盘配额，请清理或申请扩容后重试",
    errno.EROFS: "磁盘是只读的，请检查挂载方式",
    errno.EACCES: "没有权限，请检查文件夹的读写权限",
    errno.EPERM: "系统不允许，请检查文件夹的读写权限",
    errno.EIO: "磁盘读写出错，请检查磁盘或网线",
    errno.ENOENT: "文件或文件夹不存在，请检查共享盘是否已连接",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这里应是文件，却是一个文件夹",
    errno.EMFILE: "同时打开的文件过多，请稍后重试",
    errno.ENFILE: "同时打开的文件过多，请稍后重试",
    errno.ENOMEM: "内存不足，请关闭其他程序后重试",
    errno.EBUSY: "文件正被占用，请关闭后重试",
    errno.ETXTBSY: "文件正被占用，请关闭后重试",
    errno.ESTALE: "网络共享已断开，请重新连接",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EXDEV: "两个文件夹不在同一块磁盘上",
    errno.EINTR: "操作被中断，请重试",
}
UNKNOWN_REASON: Final = "系统报告：{reason}"
NO_MEMORY: Final = "内存不足，请关闭其他程序后重试"
AT: Final = "{path}：{reason}"

BUSY: Final = "另一次处理正在进行（{holder}），本次未开始，请稍后再试。"
HOLDER: Final = "主机 {host}，进程 {pid}，{started} 开始"
UNKNOWN_HOLDER: Final = "未能读出是谁"
LOCK_LOST: Final = "state/ 下的锁文件在处理过程中被删除或替换，为避免两次处理同时写入，本次没有发布；请重新运行"
