using System.Runtime.InteropServices;
using Couriarr.Features.Places;

namespace Couriarr.Tests.Places;

/// <summary>What the kernel is asked with.</summary>
[Trait("family", "carry")]
public sealed class LinuxTests
{
    // As the kernel's own headers have them; on the wrong machine these two ask for direct and large files.
    [Theory]
    [InlineData(Architecture.X64, 0x20000, 0x10000)]
    [InlineData(Architecture.Arm64, 0x8000, 0x4000)]
    public void Not_to_follow_links_and_to_want_a_folder_is_said_as_the_machine_says_it(Architecture machine, int noFollow, int folder) =>
        Assert.Equal((noFollow, folder), (Linux.NoFollowOn(machine), Linux.DirectoryOn(machine)));

    [Fact]
    public void Here_a_link_is_not_followed_and_a_file_is_no_folder()
    {
        var root = Directory.CreateTempSubdirectory("couriarr-words-").FullName;
        try
        {
            var (file, link) = (Path.Combine(root, "file"), Path.Combine(root, "link"));
            File.WriteAllText(file, "x");
            File.CreateSymbolicLink(link, file);

            Assert.Equal(Linux.TooManyLinks, Assert.Throws<IOException>(() => Linux.Open(link, Linux.ReadOnly | Linux.NoFollow)).HResult);
            Assert.Equal(Linux.NotDirectory, Assert.Throws<IOException>(() => Linux.Open(file, Linux.ReadOnly | Linux.Directory)).HResult);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
