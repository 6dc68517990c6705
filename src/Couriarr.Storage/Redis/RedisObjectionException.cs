namespace Couriarr.Storage.Redis;

/// <summary>Redis heard, and will not.</summary>
internal sealed class RedisObjectionException(string message) : Exception(message);
