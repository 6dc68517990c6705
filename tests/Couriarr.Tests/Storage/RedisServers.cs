using Couriarr.Storage.Redis;

namespace Couriarr.Tests.Storage;

/// <summary>Servers of tests: who needs one skips where there is none.</summary>
internal static class RedisServers
{
    private static readonly Lazy<Task<RedisServer>> OfAll = new(() => RedisServer.LaunchAsync());

    extension(RedisServer)
    {
        /// <summary>One for all tests that do it no harm.</summary>
        public static Task<RedisServer> SharedAsync()
        {
            Assert.SkipUnless(RedisServer.IsPossible, RedisServer.Reason);
            return OfAll.Value;
        }

        public static Task<RedisServer> StartAsync(params string[] settings)
        {
            Assert.SkipUnless(RedisServer.IsPossible, RedisServer.Reason);
            return RedisServer.LaunchAsync(settings);
        }
    }

    extension(RedisServer server)
    {
        public RedisAddress Address => new("127.0.0.1", server.Port, 0, IsTls: false);
    }
}
