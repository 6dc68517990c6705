using Couriarr.Features.Transfers.Native;
using Couriarr.Jobs;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers.Native;

/// <summary>sync.chmod means for our engine what it means for rsync.</summary>
[Trait("family", "carry")]
public sealed class RightsTests
{
    [Theory]
    [InlineData("D755,F644")]
    [InlineData("644")]
    [InlineData("F4755")]
    [InlineData("u=rw,go=r")]
    [InlineData("ugo=rwX")]
    [InlineData("Fa+x")]
    [InlineData("go-rwx")]
    [InlineData("+w")]
    [InlineData("-x")]
    [InlineData("=r")]
    [InlineData("D700,Fu+x,Fo=")]
    [InlineData("a+X")]
    [InlineData("u+s,g+s")]
    [InlineData("g=z", true)]
    [InlineData("F9", true)]
    [InlineData("rwxr-xr-x", true)]
    public void The_same_words_give_the_same_rights(string words, bool isRefused = false)
    {
        Assert.SkipUnless(Shell.Has("rsync"), "needs rsync");
        foreach (var mode in new[] { "644", "755", "600", "440", "777" })
        {
            using var theirs = new Trip();
            theirs.Put(10);
            Assert.Equal(0, Shell.Run("chmod", mode, theirs.Original));
            var code = Shell.Run("rsync", "-a", "--perms", $"--chmod={words}", theirs.Original, theirs.Copy);
            if (isRefused)
            {
                Assert.Equal(1, code);
                Assert.Throws<PermanentException>(() => Rights.Of(words));
                continue;
            }
            var expected = File.GetUnixFileMode(theirs.Copy);
            using var ours = new Trip { Rules = new CopyRules { Rights = Rights.Of(words) } };
            ours.Put(10);
            Assert.Equal(0, Shell.Run("chmod", mode, ours.Original));
            ours.Run();
            Assert.Equal(expected, File.GetUnixFileMode(ours.Copy));
        }
    }
}
